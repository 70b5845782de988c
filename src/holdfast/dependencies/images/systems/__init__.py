"""The databases of the package managers of Linux distributions."""
