"""The gate: a run, a policy and waivers in; a decision that explains itself out. Nothing here does I/O."""
