"""One file for each report format; see ``findings/parsing.py`` for the contract."""
