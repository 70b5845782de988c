"""Follows text from requests through JavaScript and TypeScript: the walk of ``scan/taint``, other words."""
