from django.http import JsonResponse
from ldap3 import Connection
from ldap3.utils.conv import escape_filter_chars


def people(request):
    name = request.GET["name"]
    directory = Connection("ldap://directory.example")
    # ruleid: ldap-injection
    directory.search("dc=example", f"(cn={name})")
    # ok: ldap-injection
    directory.search("dc=example", f"(cn={escape_filter_chars(name)})")
    return JsonResponse({})
