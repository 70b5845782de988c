"""Running scanners: what to run, in which environment, and what their end proves."""
