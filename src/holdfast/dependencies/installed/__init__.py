"""What is installed: the records that package managers leave in a folder or an image."""
