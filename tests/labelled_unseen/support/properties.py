"""Reads properties files."""

from pathlib import Path


def read_properties(name):
    """Gives the entries of a properties file that stands beside this module."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)
