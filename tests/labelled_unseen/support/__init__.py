"""Modules that the cases import: what a scanner sees only if it reads other files."""
