"""Holdfast: scan, gate, monitor and respond, and show why green is true."""

__version__ = "0.1.0"
