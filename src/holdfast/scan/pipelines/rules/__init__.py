"""Rules of the pipeline linter, one file a topic; ``catalogue.py`` lists the files."""
