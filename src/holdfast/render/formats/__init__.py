"""One file for each output format; see ``render/rendering.py`` for the contract."""
