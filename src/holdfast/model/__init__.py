"""The words that all features share, as values: frozen, slotted, without I/O."""
