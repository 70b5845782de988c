"""The shop's directory of people."""

import ldap3


def get_connection():
    """Opens the directory."""
    return ldap3.Connection("ldap.example", auto_bind=True)
