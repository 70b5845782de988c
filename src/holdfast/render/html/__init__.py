"""The HTML report: one file that needs nothing else, for people who do not live on a command line."""
