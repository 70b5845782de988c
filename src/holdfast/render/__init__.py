"""Output formats: what a run and a decision look like for people and for other tools."""
