"""One file for each command; see ``cli/__init__.py`` for the convention."""
