"""A second held-out set, written after the first had been looked at: wrappers and long ways round."""

from labelled.pieces import Detour, pieces
from labelled.sinks import sinks
from labelled.sources import django, fastapi, flask

SOURCES = [
    flask(
        "wrapped = helpers.separate.RequestWrapper(request)\nparam = wrapped.get_form_parameter('q')\n"
        "if not param:\n    param = ''",
        imports="import helpers.separate",
    ),
    flask("param = read_parameter(request, 'q')", imports="from app.web import read_parameter"),
    flask(
        "param = ''\nfor name in request.headers.keys():\n    if name.lower() in common_names:\n"
        "        continue\n"
        "    param = name\n    break",
        imports="from app.web import common_names",
    ),
    flask("param = g.current or request.args.get('q', type=str)", imports="from flask import g"),
    flask("parts = request.path.split('/')\nparam = parts[1]\nif not param:\n    param = ''"),
    flask("payload = json.loads(request.data)\nparam = payload.get('items', [])[0]", imports="import json"),
    flask("token = request.authorization.username\nparam = token"),
    flask("user, page = request.args['user'], request.args.get('page', 1, type=int)\nparam = user"),
    flask("form = {key: request.form[key] for key in ('a', 'b') if key in request.form}\nparam = form['a']"),
    flask("param = request.environ.get('QUERY_STRING', '')"),
    fastapi("q: Optional[str] = Query(None, max_length=50)", imports="from typing import Optional"),
    fastapi(
        "current: Filters = Depends()",
        "param = current.name",
        "from fastapi import Depends\n\nclass Filters:\n"
        "    def __init__(self, name: str = '', size: int = 3):\n"
        "        self.name = name\n        self.size = size\n",
    ),
    fastapi(
        "text: Annotated[str, Depends(read_text)]",
        "param = text",
        "from typing import Annotated\nfrom fastapi import Depends\n\n"
        "def read_text(q: str = '', n: int = 0):\n"
        "    return q.strip()\n",
    ),
    django("data = request.POST.copy()\nparam = data.get('q')"),
    django("param = request.GET.dict().get('q', '')"),
    django("param = request.path_info.rsplit('/', 1)[-1]"),
]

DETOURS = [
    Detour(*piece)
    for piece in pieces("""
# factory-elsewhere: tainted
thing = factory.create_thing()
bar = thing.do_something(param)
----
from app import factory
# platform-list: tainted
pieces_ = []
if 'Windows' in platform.system():
    pieces_.append('a')
else:
    pieces_.append('b')
pieces_.append(param)
bar = pieces_[1]
----
import platform
# dictionary-two-ways: safe
lookup = {}
if len(param) > 3:
    lookup['kind'] = 'long'
else:
    lookup['kind'] = 'short'
lookup['text'] = param
bar = lookup['kind']
# nested-classes: tainted
bar = Outer().inner.work(param)
----
class Inner:
    def work(self, text):
        return '<' + text


class Outer:
    def __init__(self):
        self.inner = Inner()
# inherited: tainted
bar = Child('x').shape(param)
----
class Parent:
    def __init__(self, mark):
        self.mark = mark

    def shape(self, text):
        return self.mark + text


class Child(Parent):
    pass
# inherited-safe: safe
bar = Child().shape(param)
----
class Parent:
    def shape(self, text):
        return text


class Child(Parent):
    def shape(self, text):
        return 'child'
# queue: safe
waiting = []
waiting.append(param)
waiting.append('b')
waiting.append('c')
waiting.pop(0)
bar = waiting.pop(0)
# sections: safe
conf = configparser.ConfigParser()
conf['main'] = {'a': 'x'}
conf['main']['b'] = param
bar = conf['main']['a']
----
import configparser
# sections-tainted: tainted
conf = configparser.ConfigParser()
conf['main'] = {'a': 'x'}
conf['main']['b'] = param
bar = conf['main']['b']
----
import configparser
# float-branch: safe
ratio = 3 / 4
bar = param if ratio > 1 else 'under'
# string-index-branch: safe
letters = 'holdfast'
bar = 'h' if letters[0] == 'h' else param
# not-branch: safe
is_raw = not True
bar = 'x'
if is_raw:
    bar = param
# chained-compare: safe
n = 5
bar = 'in' if 1 < n < 10 else param
# nested-ifs: tainted
n = 5
bar = ''
if n > 3:
    if n > 4:
        bar = param
    else:
        bar = 'four'
# while-false: safe
bar = 'start'
while False:
    bar = param
# match-int: tainted
code = 2 + 1
match code:
    case 1:
        bar = 'one'
    case 3:
        bar = param
    case _:
        bar = 'many'
# escape-undone: tainted
bar = urllib.parse.unquote(urllib.parse.quote(param))
----
import urllib.parse
# encoded-slices: tainted
raw = base64.b64encode(param.encode())
text = base64.b64decode(raw)
bar = str(text, 'utf-8')[:50]
----
import base64
# int-in-try: safe
try:
    number = int(param)
except ValueError:
    number = 0
bar = f'n{number}'
# int-as-check: safe
try:
    int(param)
except ValueError:
    raise
bar = param
# assert-member: safe
assert param in ('one', 'two')
bar = param
# all-letters: safe
if not all(letter.isalnum() for letter in param):
    raise ValueError(param)
bar = param
# compiled-pattern: safe
if not NAME.match(param):
    raise ValueError('name')
bar = param
----
import re

NAME = re.compile(r'^[a-z_]{1,12}$')
# weak-pattern: tainted
if not NAME.match(param):
    raise ValueError('name')
bar = param
----
import re

NAME = re.compile(r'[a-z]+')
# only-logged: tainted
if param not in ('one', 'two'):
    print('odd')
bar = param
# length-checked: tainted
if len(param) > 100:
    raise ValueError('long')
bar = param
# wrong-variable: tainted
other = 'x'
if other in ('x', 'y'):
    bar = param
else:
    bar = 'z'
# keyed-by-text: safe
COUNTS = {'a': 1}
bar = str(COUNTS.get(param, 0))
# date: safe
bar = datetime.strptime(param, '%Y-%m-%d').strftime('%d.%m.%Y')
----
from datetime import datetime
# number-format: safe
bar = f'{int(param):04d}'
# percent-d: safe
bar = 'n%d' % int(param)
# multi-return-helper: tainted
bar = pick(param, 2)
----
def pick(text, mode):
    if mode == 1:
        return 'first'
    if mode == 2:
        return text[1:]
    return 'rest'
# recursion: tainted
bar = cut(param, 3)
----
def cut(text, times):
    if times == 0:
        return text
    return cut(text[1:], times - 1)
# partial: tainted
glue = functools.partial(add, 'pre')
bar = glue(param)
----
import functools


def add(one, two):
    return one + two
# decorated: tainted
bar = shout(param)
----
import functools


def logged(function):
    @functools.wraps(function)
    def inner(*args, **kwargs):
        return function(*args, **kwargs)
    return inner


@logged
def shout(text):
    return text.upper()
# closure-factory: tainted
bar = maker('x')(param)
----
def maker(prefix):
    def add(text):
        return prefix + text
    return add
# named-tuple: safe
pair = Pair(param, 'still')
bar = pair.second
----
from typing import NamedTuple


class Pair(NamedTuple):
    first: str
    second: str
# set-then-sorted: tainted
bar = sorted({param, 'a'})[-1]
# zip-loop: tainted
bar = ''
for letter, number in zip(param, range(10)):
    bar += letter * number
# enumerate-loop: tainted
bar = ''
for number, word in enumerate(param.split()):
    bar += word
# global-write: tainted
remember(param)
bar = STORE['last']
----
STORE = {}


def remember(text):
    STORE['last'] = text
""")
]

SINKS = sinks("""
# cmdi
import platform
import subprocess
----
argList = []
if 'Windows' in platform.system():
    argList.append('cmd.exe')
    argList.append('/c')
else:
    argList.append('sh')
    argList.append('-c')
argList.append(f'echo {BAR}')
subprocess.run(argList, capture_output=True)
# cmdi
import subprocess, os
----
env = os.environ.copy()
with subprocess.Popen(f'make {BAR}', shell=True, env=env) as made:
    made.wait()
# cmdi safe
import subprocess
----
command = ['convert', BAR, 'out.png']
subprocess.run(command, check=False, timeout=10)
# codeinj safe
----
if not BAR.startswith("'") or not BAR.endswith("'") or "'" in BAR[1:-1]:
    return 'no'
exec('print(' + BAR + ')')
# codeinj
----
namespace = {}
exec(f'def f(x): return {BAR}', namespace)
# sqli
import app.db
----
con = app.db.get_connection()
cur = con.cursor()
cur.execute(f'SELECT * FROM users WHERE name=\\'{BAR}\\'')
con.commit()
# sqli safe
import app.db
----
con = app.db.get_connection()
cur = con.cursor()
cur.execute('SELECT * FROM users WHERE name=?', [BAR])
names = cur.fetchall()
# sqli
from sqlalchemy import text
from app.models import db
----
statement = text("SELECT id FROM t WHERE n = '" + BAR + "'")
rows = db.session.execute(statement).all()
# ldapi
import app.directory, ldap3
----
conn = app.directory.get_connection()
conn.search('dc=example', f'(&(objectclass=person)(|(uid={BAR})(street=x)))', attributes=ldap3.ALL_ATTRIBUTES)
# ldapi safe
import app.directory, ldap3
from ldap3.utils import conv
----
conn = app.directory.get_connection()
conn.search('dc=example', f'(uid={conv.escape_filter_chars(BAR)})', attributes=ldap3.ALL_ATTRIBUTES)
# pathtraver
import app.paths
----
name = f'{app.paths.FILES}/{BAR}'
with open(name, 'w') as target:
    target.write('x')
# pathtraver
import os
import app.paths
----
fd = os.open(os.path.join(app.paths.FILES, BAR), os.O_RDONLY)
# pathtraver safe
import app.paths
from pathlib import Path
----
base = Path(app.paths.FILES).resolve()
wanted = (base / BAR).resolve()
if base not in wanted.parents:
    return 'no'
text = wanted.read_text()
# pathtraver safe
import os
----
if '..' in BAR or BAR.startswith('/'):
    return 'no'
text = open(os.path.join('/srv/x', BAR)).read()
# pathtraver safe
import os
----
wanted = os.path.abspath(os.path.join('/srv/x', BAR))
if not wanted.startswith('/srv/x' + os.sep):
    return 'no'
text = open(wanted).read()
# redirect @flask
import flask
----
try:
    url = urllib.parse.urlparse(BAR)
    if url.scheme not in ['http', 'https']:
        return 'no'
except ValueError:
    return 'no'
return flask.redirect(BAR)
# redirect safe @flask
import flask, urllib.parse
----
try:
    url = urllib.parse.urlparse(BAR)
    if url.netloc not in ['example.com'] or url.scheme != 'https':
        return 'no'
except ValueError:
    return 'no'
return flask.redirect(BAR)
# redirect safe @flask
import flask
from app.web import is_safe_url
----
if not is_safe_url(BAR):
    flask.abort(400)
return flask.redirect(BAR)
# trustbound @flask
import flask
----
flask.session[f'k-{BAR}'] = '1'
# trustbound safe @flask
import flask
----
flask.session['user'] = 'fixed'
note = BAR
# xss @flask
----
values = {'bar': BAR, 'other': 'x'}
RESPONSE = 'bar is {0[bar]}'.format(values)
return RESPONSE
# xss safe @flask
from app.web import escape_for_html
----
RESPONSE = ''
RESPONSE += f'value {escape_for_html(BAR)}'
return RESPONSE
# xss @flask
----
return (
    '<html>'
    '<p>' + BAR + '</p>'
    '</html>'
)
# xss safe @flask
from flask import render_template_string
----
return render_template_string('<p>{{ bar }}</p>', bar=BAR)
# xss safe @flask
----
return {'bar': BAR}, 200
# xss @fastapi
from starlette.responses import HTMLResponse
----
page = '<p>%s</p>' % BAR
return HTMLResponse(content=page)
# xpathi
import lxml.etree
----
doc = lxml.etree.parse(open('x.xml'))
query = f"/Employees/Employee[@emplid='{BAR.replace('x', 'y')}']"
nodes = doc.xpath(query)
# xpathi safe
import lxml.etree
----
if "'" in BAR:
    return 'no'
doc = lxml.etree.parse('x.xml')
nodes = doc.xpath(f"/Employees/Employee[@emplid='{BAR}']")
# xxe
import xml.dom.minidom, xml.sax
----
parser = xml.sax.make_parser()
parser.setFeature(xml.sax.handler.feature_external_ges, True)
doc = xml.dom.minidom.parseString(BAR, parser)
# xxe safe
import xml.dom.minidom
----
doc = xml.dom.minidom.parseString(BAR)
# deserialization
import pickle
from io import BytesIO
----
loaded = pickle.load(BytesIO(BAR.encode()))
# deserialization
import yaml
----
loaded = list(yaml.load_all(BAR, Loader=yaml.FullLoader)) if False else yaml.load(BAR, yaml.UnsafeLoader)
# ssrf safe
import requests
----
HOSTS = {'a': 'https://a.example.com', 'b': 'https://b.example.com'}
answer = requests.get(HOSTS[BAR] + '/status')
# ssrf
import requests
----
url = 'https://' + BAR + '.example.com'
answer = requests.get(url=url, headers={'Accept': 'text/html'})
# !weakrand @flask
import random, flask
----
name = 'rememberMe'
value = str(random.normalvariate(0, 1))[2:]
if name in flask.session and request.cookies.get(name) == flask.session[name]:
    return 'back'
flask.session[name] = value
return 'new'
# !weakrand @flask
import random
----
numbers = [random.randint(0, 9) for _ in range(20)]
made = make_response('x')
made.set_cookie('remember', ''.join(map(str, numbers)), secure=True, httponly=True)
return made
# !weakrand safe @flask
import secrets, flask
----
name = 'rememberMe'
flask.session[name] = str(secrets.randbelow(2**53))
# !hash
import hashlib
from app.settings import read_setting
----
name = read_setting('hash') or 'md5'
alternatives = {True: 'md5', False: 'sha1'}
digest = hashlib.new(alternatives[len(BAR) > 3])
# !hash
import hashlib
----
hasher = hashlib.md5()
hasher.update(BAR.encode())
# !hash safe
import hashlib
----
hasher = hashlib.sha512()
hasher.update(BAR.encode())
# !securecookie @flask
----
made = make_response('x')
made.set_cookie('c', BAR, path=request.path, httponly=True, secure=False)
return made
# !securecookie safe @flask
----
made = make_response('x')
made.set_cookie('c', BAR, path=request.path, httponly=True, secure=True)
return made
""")
