"""Writes the reference pages from the code: what can lie is generated."""
