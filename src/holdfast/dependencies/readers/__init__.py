"""One file for each format; see ``dependencies/reading.py`` for the contract."""
