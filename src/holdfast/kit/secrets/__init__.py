"""Finds secrets in text and takes them out; see ``engine.py`` and ``redacting.py``."""
