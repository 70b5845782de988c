"""Different ways to the same thing get one name, so that the tables hold each thing once."""

from functools import lru_cache

PREFIXES = (
    ("Cryptodome.", "Crypto."),
    ("builtins.", ""),
    ("flask.globals.", "flask."),
    ("flask.wrappers.Response", "flask.Response"),
    ("werkzeug.wrappers.Response", "flask.Response"),
    ("werkzeug.utils.redirect", "flask.redirect"),
    ("quart.", "flask."),
    ("lxml.etree.", "lxml."),
    ("lxml.objectify.", "lxml."),
    ("xml.etree.cElementTree.", "xml.etree.ElementTree."),
    ("starlette.responses.", "fastapi.responses."),
    ("fastapi.Response", "fastapi.responses.Response"),
    ("starlette.templating.", "fastapi.templating."),
    ("django.http.response.", "django.http."),
    ("django.utils.html.mark_safe", "django.utils.safestring.mark_safe"),
    ("flask.Markup", "markupsafe.Markup"),
    ("jinja2.Markup", "markupsafe.Markup"),
    ("flask.escape", "markupsafe.escape"),
    ("jinja2.escape", "markupsafe.escape"),
    ("jinja2.environment.", "jinja2."),
    ("sqlalchemy.sql.text", "sqlalchemy.text"),
    ("sqlalchemy.sql.expression.text", "sqlalchemy.text"),
    ("ldap3.core.connection.", "ldap3."),
    ("numpy.random.", "random."),
    ("pathlib.PosixPath", "pathlib.Path"),
    ("pathlib.PurePath", "pathlib.Path"),
    ("pathlib.PurePosixPath", "pathlib.Path"),
    ("anyio.Path", "pathlib.Path"),
    ("trio.Path", "pathlib.Path"),
    ("cPickle.", "pickle."),
    ("_pickle.", "pickle."),
    ("cloudpickle.", "pickle."),
    ("ruamel.yaml.", "yaml."),
    ("posix.", "os."),
    ("posixpath.", "os.path."),
    ("commands.", "subprocess."),
)
REQUESTS = frozenset(
    {
        "flask.request", "bottle.request", "sanic.request", "quart.request", "cherrypy.request",
        "pyramid.request", "web.request",
    }
)  # fmt: skip
"""Objects that are the request itself."""

REQUEST = "@request"
"""The one name of a request, whatever the framework."""


@lru_cache(8192)
def canonical(name: str) -> str:
    """The name that the tables use."""
    if name in REQUESTS:
        return REQUEST
    if name in {"flask.session", "quart.session"}:
        return "@session"
    for prefix, short in PREFIXES:
        if name.startswith(prefix):
            return short + name.removeprefix(prefix)
    return name
