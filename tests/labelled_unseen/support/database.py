"""The shop's database."""

import sqlite3


def get_connection():
    """Opens the database."""
    return sqlite3.connect("/srv/shop/shop.db")
