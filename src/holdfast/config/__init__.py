"""``holdfast.yaml``: one module for each section, one to load it, one for its JSON Schema."""
