"""Readers of pipeline systems: each turns one kind of file into jobs with steps."""
