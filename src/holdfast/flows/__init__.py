"""Use cases: each joins features that do not know each other."""
