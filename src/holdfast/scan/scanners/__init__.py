"""One file for each scanner; see ``scan/scanning.py`` for the contract."""
