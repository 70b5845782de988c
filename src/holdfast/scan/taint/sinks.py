"""Calls that must not get text from outside. A data table."""

from collections import defaultdict
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sink:
    """Arguments of a call that are dangerous.

    Attributes:
        rule: What is wrong when text from outside gets there.
        owners: Beginnings of full names of what the method is called on. ``*`` is anything, ``?`` what
            nothing is known of; empty for plain functions.
        positions: Dangerous positional arguments; -1 is the object itself, -2 all arguments.
        keywords: Dangerous named arguments.
        is_doubtful_alone: Whether text of unknown origin is worth a finding too.
        strangers: Beginnings of names of what has a method of that name for something else.
    """

    rule: str
    owners: tuple[str, ...] = ()
    positions: tuple[int, ...] = (0,)
    keywords: tuple[str, ...] = ()
    is_doubtful_alone: bool = False
    strangers: tuple[str, ...] = ()

    def fits(self, owner: str) -> bool:
        """Whether a method of something of that name is meant."""
        if self.strangers and owner.startswith(self.strangers):
            return False
        return "*" in self.owners or ("?" in self.owners if not owner else owner.startswith(self.owners))


FUNCTIONS: dict[str, Sink] = {}
METHODS: dict[str, list[Sink]] = defaultdict(list)


def functions(
    names: str,
    rule: str,
    positions: tuple[int, ...] = (0,),
    keywords: str = "",
    *,
    is_doubtful_alone: bool = False,
) -> None:
    """Enter plain functions, by full name."""
    for name in names.split():
        FUNCTIONS[name] = Sink(
            rule=rule,
            positions=positions,
            keywords=tuple(keywords.split()),
            is_doubtful_alone=is_doubtful_alone,
        )


def methods(
    names: str,
    rule: str,
    owners: str = "*",
    positions: tuple[int, ...] = (0,),
    keywords: str = "",
    strangers: str = "",
) -> None:
    """Enter methods, by their name and what they are called on."""
    for name in names.split():
        entry = Sink(
            rule=rule,
            owners=tuple(owners.split()),
            positions=positions,
            keywords=tuple(keywords.split()),
            strangers=tuple(strangers.split()),
        )
        METHODS[name].append(entry)


functions("os.system os.popen", "command-injection", keywords="command cmd", is_doubtful_alone=True)
functions(
    "subprocess.getoutput subprocess.getstatusoutput asyncio.create_subprocess_shell",
    "command-injection", keywords="cmd", is_doubtful_alone=True,
)  # fmt: skip
functions(
    "os.execl os.execle os.execlp os.execlpe os.execv os.execve os.execvp os.execvpe os.startfile "
    "os.spawnl os.spawnle os.spawnlp os.spawnv os.spawnve os.spawnvp os.posix_spawn pty.spawn pexpect.spawn "
    "pexpect.run asyncio.create_subprocess_exec",
    "command-injection",
)  # fmt: skip
methods("exec_command", "command-injection", keywords="command")

functions("eval exec", "code-injection", keywords="source", is_doubtful_alone=True)
functions("compile code.interact timeit.timeit timeit.repeat", "code-injection", keywords="source stmt")
methods("runsource runcode push", "code-injection", owners="code.")
functions("importlib.import_module __import__ runpy.run_path runpy.run_module", "module-from-request")
functions("django.utils.module_loading.import_string werkzeug.utils.import_string", "module-from-request")

functions(
    "flask.render_template_string jinja2.Template mako.template.Template django.template.Template "
    "tornado.template.Template bottle.template bottle.SimpleTemplate chameleon.PageTemplate",
    "template-injection", keywords="source template text",
)  # fmt: skip
methods("from_string", "template-injection", keywords="source template_code")

methods(
    "execute executemany executescript execute_sql exec_driver_sql execute_async fetch fetchrow fetchval",
    "sql-injection", keywords="sql query statement operation", strangers="tornado.httpclient.",
)  # fmt: skip
methods("raw", "sql-injection", keywords="raw_query")
methods("extra", "sql-injection", positions=(-2,), keywords="where select tables order_by")
functions(
    "sqlalchemy.text django.db.models.expressions.RawSQL pandas.read_sql pandas.read_sql_query "
    "sqlalchemy.literal_column aiosqlite.execute",
    "sql-injection", keywords="text sql",
)  # fmt: skip
functions("django.db.models.RawSQL", "sql-injection")

methods(
    "search paged_search", "ldap-injection", owners="ldap3.", positions=(0, 1),
    keywords="search_base search_filter",
)  # fmt: skip
methods(
    "search_s search_st search_ext search_ext_s",
    "ldap-injection",
    positions=(0, 2),
    keywords="base filterstr",
)
methods("search", "ldap-injection", owners="ldap.", positions=(0, 2), keywords="base filterstr")

methods("xpath", "xpath-injection", keywords="_path path")
functions(
    "lxml.XPath lxml.ETXPath lxml.XPathEvaluator() libxml2.xpathEval parsel.Selector",
    "xpath-injection",
    keywords="path",
)
functions(
    "elementpath.select elementpath.iter_select elementpath.Selector", "xpath-injection", positions=(0, 1),
    keywords="path",
)  # fmt: skip
methods(
    "find findall findtext iterfind",
    "xpath-injection",
    owners="xml.etree. lxml. defusedxml.",
    keywords="path match",
)
methods("xpathEval", "xpath-injection")

functions(
    "open io.open codecs.open os.open os.remove os.unlink os.rmdir os.removedirs os.mkdir "
    "os.makedirs os.listdir "
    "os.scandir os.walk os.stat os.chmod os.chown os.truncate os.readlink os.path.exists os.path.isfile "
    "os.path.isdir os.lstat os.access os.utime os.mkfifo "
    "glob.glob glob.iglob os.path.getsize os.path.getmtime shutil.rmtree zipfile.ZipFile tarfile.open "
    "gzip.open bz2.open "
    "lzma.open aiofiles.open flask.send_file fastapi.responses.FileResponse django.http.FileResponse "
    "anyio.open_file trio.open_file linecache.getline linecache.getlines fileinput.input mmap.mmap "
    "numpy.load numpy.loadtxt "
    "django.core.files.storage.default_storage.open bottle.static_file",
    "path-traversal", keywords="file filename path path_or_file name",
)  # fmt: skip
functions(
    "os.rename os.replace os.link os.symlink shutil.copy shutil.copy2 shutil.copyfile "
    "shutil.copytree shutil.move",
    "path-traversal", positions=(0, 1), keywords="src dst",
)  # fmt: skip
functions("flask.send_from_directory", "path-traversal", keywords="directory")
methods(
    "read_text read_bytes write_text write_bytes open unlink rmdir iterdir exists is_file "
    "is_dir mkdir touch stat "
    "glob rglob symlink_to hardlink_to chmod rename",
    "path-traversal", owners="pathlib.", positions=(-1,),
)  # fmt: skip
methods("save", "path-traversal", owners="@upload ?", positions=(0,), keywords="dst")
methods("extract extractall", "path-traversal", owners="zipfile. tarfile.", positions=(0, 1), keywords="path")

functions(
    "markupsafe.Markup django.utils.safestring.mark_safe django.http.HttpResponse flask.make_response "
    "django.http.HttpResponseBadRequest django.http.HttpResponseNotFound django.http.HttpResponseForbidden "
    "django.http.HttpResponseServerError fastapi.responses.HTMLResponse django.utils.safestring.SafeString "
    "sanic.response.html django.http.StreamingHttpResponse",
    "cross-site-scripting", keywords="content body rv response",
)  # fmt: skip
methods(
    "write writelines",
    "cross-site-scripting",
    owners="django.http.HttpResponse @handler",
    keywords="content chunk",
)
methods("set_data", "cross-site-scripting", owners="flask.")

functions(
    "requests.get requests.post requests.put requests.patch requests.delete requests.head requests.options "
    "httpx.get httpx.post httpx.put httpx.patch httpx.delete httpx.head httpx.options "
    "urllib.request.urlopen urllib.request.urlretrieve urllib.request.Request urllib2.urlopen "
    "http.client.HTTPConnection http.client.HTTPSConnection socket.create_connection urllib3.request",
    "request-forgery", keywords="url host",
)  # fmt: skip
functions("requests.request httpx.request httpx.stream", "request-forgery", positions=(1,), keywords="url")
methods(
    "get post put patch delete head options ws_connect", "request-forgery",
    owners="requests. httpx. aiohttp. urllib3.", keywords="url",
)  # fmt: skip
methods(
    "request stream urlopen", "request-forgery", owners="requests. httpx. aiohttp. urllib3.", positions=(1,),
    keywords="url",
)  # fmt: skip
methods("open", "request-forgery", owners="urllib.request.")

functions(
    "flask.redirect fastapi.responses.RedirectResponse django.http.HttpResponseRedirect "
    "django.shortcuts.redirect "
    "django.http.HttpResponsePermanentRedirect bottle.redirect aiohttp.web.HTTPFound sanic.response.redirect "
    "aiohttp.web.HTTPSeeOther pyramid.httpexceptions.HTTPFound",
    "open-redirect", keywords="location url redirect_to to",
)  # fmt: skip
methods("redirect", "open-redirect", owners="@handler", keywords="url")

functions(
    "pickle.loads pickle.load pickle.Unpickler marshal.loads marshal.load dill.loads dill.load "
    "jsonpickle.decode "
    "jsonpickle.loads yaml.unsafe_load yaml.unsafe_load_all yaml.full_load yaml.full_load_all "
    "pandas.read_pickle "
    "joblib.load shelve.open torch.load jsonpickle.unpickler.decode",
    "unsafe-deserialization", keywords="file data string stream str", is_doubtful_alone=True,
)  # fmt: skip
functions("yaml.load yaml.load_all", "unsafe-deserialization", keywords="stream", is_doubtful_alone=True)

functions(
    "re.compile re.match re.fullmatch re.search re.sub re.subn re.split re.findall re.finditer",
    "regex-from-request", keywords="pattern",
)  # fmt: skip
functions("setattr", "mass-assignment", positions=(1,))
