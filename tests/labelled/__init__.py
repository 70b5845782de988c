"""Labelled snippets of Python web applications: what a scanner of code is measured by.

Each case is one file with one handler. Its label says whether text of a request reaches the dangerous call.
Cases are put together from a source, a detour and a sink; every piece belongs to the ``dev`` half, which
scanners may be tuned on, or to the ``held`` half, which was written beforehand in other idioms and is only
measured.
"""
