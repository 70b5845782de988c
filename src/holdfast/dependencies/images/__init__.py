"""Container images saved as files: their layers, their final file system, and the packages in it."""
