"""Follows text from requests through Python code: what of it reaches a dangerous call.

One file is read at a time. Functions are followed into functions of the same file with the values they are
called with; branches that constants decide are not walked; dictionaries, lists and objects are followed by
key, index and attribute. Nothing of the scanned code is run.
"""
