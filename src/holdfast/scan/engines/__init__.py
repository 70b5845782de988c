"""The programs of the scanners of ours; each runs as a process of its own, like any other scanner."""
