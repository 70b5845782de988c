"""Uses of the text: dangerous ones, and harmless twins of them.

A block is ``# category [safe] [@framework,...]``, then imports above ``----`` (may be none), then the use.
A category that starts with ``!`` is judged by itself: the request plays no part in it.
"""

from textwrap import dedent

from labelled.pieces import Sink

FRAMEWORKS = ("flask", "fastapi", "django")


def sinks(text: str) -> list[Sink]:
    """Read the blocks."""
    found = []
    for block in dedent(text).split("\n# ")[1:]:
        head, _, rest = block.partition("\n")
        imports, _, body = rest.partition("----\n")
        words = head.split()
        named = [word[1:].split(",") for word in words if word.startswith("@")]
        found.append(
            Sink(
                category=words[0],
                body=body.strip("\n"),
                imports=imports.strip("\n"),
                is_safe="safe" in words,
                frameworks=tuple(named[0]) if named else FRAMEWORKS,
            )
        )
    return found


DEV = sinks("""
# cmdi
import os
----
os.system('echo ' + BAR)
# cmdi
import subprocess
----
subprocess.run(f'ls -l {BAR}', shell=True)
# cmdi
import subprocess
----
argList = []
argList.append('sh')
argList.append('-c')
argList.append(f'echo {BAR}')
proc = subprocess.run(argList, capture_output=True, encoding='utf-8')
# cmdi
import os
----
out = os.popen('ping -c 1 ' + BAR).read()
# cmdi safe
import subprocess
----
subprocess.run(['ls', '-l', '--', BAR], check=True)
# cmdi safe
import os, shlex
----
os.system('echo ' + shlex.quote(BAR))
# codeinj
----
result = eval(BAR)
# codeinj
----
exec('x = ' + BAR)
# codeinj safe
import ast
----
result = ast.literal_eval(BAR)
# deserialization
import pickle, base64
----
obj = pickle.loads(base64.urlsafe_b64decode(BAR))
# deserialization
import yaml
----
obj = yaml.load(BAR, Loader=yaml.Loader)
# deserialization safe
import yaml
----
obj = yaml.safe_load(BAR)
# deserialization safe
import json
----
obj = json.loads(BAR)
# ldapi
import ldap3
----
conn = ldap3.Connection(ldap3.Server('ldap://localhost'), auto_bind=True)
search = f'(&(objectclass=person)(uid={BAR}))'
conn.search('ou=users,dc=example', search, attributes=['cn'])
# ldapi safe
import ldap3
from ldap3.utils.conv import escape_filter_chars
----
conn = ldap3.Connection(ldap3.Server('ldap://localhost'), auto_bind=True)
conn.search('ou=users,dc=example', f'(uid={escape_filter_chars(BAR)})')
# pathtraver
----
fd = open('/var/data/' + BAR, 'rb')
content = fd.read()
# pathtraver
import os
----
path = os.path.join('/srv/files', BAR)
with open(path) as handle:
    content = handle.read()
# pathtraver
import pathlib
----
testfiles = pathlib.Path('/srv/testfiles')
p = (testfiles / BAR).resolve()
content = p.read_text()
# pathtraver safe
import pathlib
----
testfiles = pathlib.Path('/srv/testfiles')
p = (testfiles / BAR).resolve()
if not str(p).startswith(str(testfiles)):
    raise PermissionError('no')
content = p.read_text()
# pathtraver safe
from werkzeug.utils import secure_filename
----
content = open('/srv/files/' + secure_filename(BAR)).read()
# redirect @flask
from flask import redirect
----
return redirect(BAR)
# redirect safe @flask
from flask import redirect, url_for
----
return redirect(url_for('index', q=BAR))
# redirect safe @flask
from flask import redirect
from urllib.parse import urlparse
----
url = urlparse(BAR)
if url.netloc not in ['example.com'] or url.scheme != 'https':
    return 'invalid'
return redirect(BAR)
# redirect @fastapi
from fastapi.responses import RedirectResponse
----
return RedirectResponse(BAR)
# redirect @django
from django.http import HttpResponseRedirect
----
return HttpResponseRedirect(BAR)
# !securecookie @flask
from flask import make_response
----
resp = make_response('ok')
resp.set_cookie('name', BAR, path=request.path, secure=False, httponly=True)
return resp
# !securecookie safe @flask
from flask import make_response
----
resp = make_response('ok')
resp.set_cookie('name', BAR, path=request.path, secure=True, httponly=True, samesite='Lax')
return resp
# sqli
import sqlite3
----
cur = sqlite3.connect('x.db').cursor()
sql = f"SELECT username from USERS where password = '{BAR}'"
cur.execute(sql)
# sqli
import sqlite3
----
con = sqlite3.connect('x.db')
cur = con.cursor()
cur.execute("SELECT * FROM users WHERE name = '" + BAR + "'")
# sqli safe
import sqlite3
----
cur = sqlite3.connect('x.db').cursor()
cur.execute('SELECT username from USERS where password = ?', (BAR,))
# sqli
from sqlalchemy import create_engine, text
----
with create_engine('sqlite://').connect() as conn:
    rows = conn.execute(text("SELECT * FROM t WHERE a = '%s'" % BAR))
# sqli safe
from sqlalchemy import create_engine, text
----
with create_engine('sqlite://').connect() as conn:
    rows = conn.execute(text('SELECT * FROM t WHERE a = :a'), {'a': BAR})
# trustbound @flask
from flask import session
----
session['userid'] = BAR
# trustbound @flask
from flask import session
----
session[BAR] = '12345'
# trustbound safe @flask
from flask import session
----
session['userid'] = '12345'
# xpathi
import lxml.etree
----
root = lxml.etree.parse('employees.xml')
nodes = root.xpath(f"/Employees/Employee[@emplid='{BAR}']")
# xpathi
import elementpath
import xml.etree.ElementTree as ET
----
root = ET.parse('employees.xml')
nodes = elementpath.select(root, "/Employees/Employee[@emplid='" + BAR + "']")
# xpathi safe
import lxml.etree
----
root = lxml.etree.parse('employees.xml')
nodes = root.xpath('/Employees/Employee[@emplid=$name]', name=BAR)
# xss @flask
----
return f'Parameter value: {BAR}'
# xss @flask
----
RESPONSE = ''
RESPONSE += 'The value is: '
RESPONSE += BAR
return RESPONSE
# xss safe @flask
import html
----
return 'Value ' + html.escape(BAR)
# xss safe @flask
from flask import jsonify
----
return jsonify(value=BAR)
# xss @flask
import markupsafe
----
return str(markupsafe.Markup('<b>%s</b>' % BAR))
# xss @django
from django.http import HttpResponse
----
return HttpResponse('<b>' + BAR + '</b>')
# xss @fastapi
from fastapi.responses import HTMLResponse
----
return HTMLResponse(f'<b>{BAR}</b>')
# xss safe @fastapi
----
return {'value': BAR}
# xxe
import xml.sax
import io
----
parser = xml.sax.make_parser()
parser.setFeature(xml.sax.handler.feature_external_ges, True)
parser.parse(io.StringIO(BAR))
# xxe safe
import xml.sax
import io
----
parser = xml.sax.make_parser()
parser.setFeature(xml.sax.handler.feature_external_ges, False)
parser.parse(io.StringIO(BAR))
# xxe
import lxml.etree
----
parser = lxml.etree.XMLParser(resolve_entities=True)
doc = lxml.etree.fromstring(BAR, parser)
# xxe safe
import lxml.etree
----
parser = lxml.etree.XMLParser(resolve_entities=False)
doc = lxml.etree.fromstring(BAR, parser)
# ssrf
import requests
----
answer = requests.get(BAR, timeout=5)
# ssrf
import requests
----
answer = requests.get(f'http://{BAR}/status', timeout=5)
# ssrf safe
import requests
----
answer = requests.get('https://api.example.com/find', params={'q': BAR}, timeout=5)
# ssti @flask
from flask import render_template_string
----
return render_template_string('<h1>' + BAR + '</h1>')
# ssti safe @flask
from flask import render_template_string
----
return render_template_string('<h1>{{ name }}</h1>', name=BAR)
# logsecret
import logging
----
password = BAR
logging.info('login with %s', password)
# !hash
import hashlib
----
digest = hashlib.md5(BAR.encode()).hexdigest()
# !hash
import hashlib
----
hasher = hashlib.new('sha1')
hasher.update(BAR.encode())
# !hash safe
import hashlib
----
hasher = hashlib.new('sha384')
hasher.update(BAR.encode())
# !hash
import hashlib, configparser
----
conf = configparser.ConfigParser()
conf.add_section('sec')
conf.set('sec', 'algorithm', 'md5')
hasher = hashlib.new(conf.get('sec', 'algorithm'))
# !hash safe
import hashlib
----
algorithms = {'old': 'md5', 'new': 'sha512'}
hasher = hashlib.new(algorithms['new'], BAR.encode())
# !weakrand @flask
import random
----
key = str(random.random())[2:]
resp = make_response('ok')
resp.set_cookie('remember', key, secure=True, httponly=True, samesite='Strict')
return resp
# !weakrand safe @flask
import random
----
key = str(random.SystemRandom().randint(0, 2**32))
session['key'] = key
# !weakrand
import random
----
value = random.getrandbits(64)
token = str(value)
# !weakrand safe
import secrets
----
token = secrets.token_urlsafe(32)
# !weakcipher
from Crypto.Cipher import DES
----
box = DES.new(b'8bytekey', DES.MODE_ECB)
# !weakcipher safe
from Crypto.Cipher import AES
import os
----
box = AES.new(os.urandom(32), AES.MODE_GCM)
""")

HELD = sinks("""
# cmdi
from subprocess import check_output
----
text = check_output('cat ' + BAR, shell=True)
# cmdi
import subprocess
----
command = ['bash', '-c', 'grep %s log.txt' % BAR]
process = subprocess.Popen(command, stdout=subprocess.PIPE)
# cmdi
import subprocess as sp
----
output = sp.getoutput('dig {}'.format(BAR))
# cmdi
import os
----
os.execl('/bin/sh', 'sh', '-c', 'echo ' + BAR)
# cmdi
import subprocess
----
options = {'shell': True}
subprocess.call('du -h ' + BAR, **options)
# cmdi
import asyncio
----
asyncio.run(asyncio.create_subprocess_shell(f'nslookup {BAR}'))
# cmdi
import subprocess
----
subprocess.check_call([BAR, '--version'])
# cmdi safe
import subprocess
----
subprocess.Popen(['grep', '-e', BAR, 'log.txt'], shell=False)
# cmdi safe
from subprocess import run
from shlex import quote
----
safe = quote(BAR)
run(f'cat {safe}', shell=True)
# cmdi safe
import subprocess
----
subprocess.run('cat', input=BAR, text=True, shell=True)
# codeinj
----
code = compile(BAR, 'user', 'exec')
exec(code)
# codeinj
import builtins
----
value = builtins.eval('1 + ' + BAR)
# codeinj
import importlib
----
module = importlib.import_module(BAR)
# codeinj
----
answer = eval(f'"{BAR}".upper()', {})
# codeinj safe
----
answer = eval('len(text)', {'text': BAR})
# deserialization
import yaml
----
obj = yaml.unsafe_load(BAR)
# deserialization
import marshal
----
obj = marshal.loads(BAR.encode('latin-1'))
# deserialization
import jsonpickle
----
obj = jsonpickle.decode(BAR)
# deserialization
import io, pickle
----
obj = pickle.Unpickler(io.BytesIO(BAR.encode())).load()
# deserialization
from yaml import load, UnsafeLoader
----
obj = load(BAR, UnsafeLoader)
# deserialization
import dill
----
obj = dill.loads(bytes.fromhex(BAR))
# deserialization safe
import yaml
----
obj = yaml.load(BAR, Loader=yaml.SafeLoader)
# deserialization safe
from yaml import load, CSafeLoader
----
obj = load(BAR, Loader=CSafeLoader)
# ldapi
import ldap
----
con = ldap.initialize('ldap://localhost')
found = con.search_s('dc=example', ldap.SCOPE_SUBTREE, '(cn=%s)' % BAR)
# ldapi
from ldap3 import Connection, SUBTREE
----
with Connection('ldap://localhost') as c:
    c.search(search_base='dc=example', search_filter='(mail=' + BAR + ')', search_scope=SUBTREE)
# ldapi
from ldap3 import Connection
----
c = Connection('ldap://localhost')
c.search(f'ou={BAR},dc=example', '(objectclass=person)')
# ldapi safe
import ldap
from ldap.filter import escape_filter_chars
----
con = ldap.initialize('ldap://localhost')
found = con.search_s('dc=example', ldap.SCOPE_SUBTREE, '(cn=%s)' % escape_filter_chars(BAR))
# ldapi safe
import ldap, ldap.filter
----
query = ldap.filter.filter_format('(cn=%s)', [BAR])
found = ldap.initialize('ldap://x').search_s('dc=example', ldap.SCOPE_SUBTREE, query)
# pathtraver
import os
----
os.remove(os.path.join('/srv/up', BAR))
# pathtraver
import codecs
----
handle = codecs.open(f'/srv/up/{BAR}', 'r', 'utf-8')
# pathtraver
from pathlib import Path
----
if not Path('/srv', 'up', BAR).exists():
    raise FileNotFoundError
data = Path('/srv').joinpath(BAR).read_bytes()
# pathtraver @flask
from flask import send_file
----
return send_file('/srv/up/' + BAR)
# pathtraver @fastapi
from fastapi.responses import FileResponse
----
return FileResponse('/srv/up/' + BAR)
# pathtraver
import shutil
----
shutil.rmtree('/srv/up/' + BAR)
# pathtraver
import zipfile
----
archive = zipfile.ZipFile('/srv/' + BAR)
# pathtraver safe @flask
from flask import send_from_directory
----
return send_from_directory('/srv/up', BAR)
# pathtraver safe
import os
----
with open(os.path.join('/srv/up', os.path.basename(BAR))) as f:
    data = f.read()
# pathtraver safe
import os
----
full = os.path.realpath(os.path.join('/srv/up', BAR))
if os.path.commonpath([full, '/srv/up']) != '/srv/up':
    raise PermissionError(full)
data = open(full).read()
# pathtraver safe
from pathlib import Path
----
base = Path('/srv/up').resolve()
target = (base / BAR).resolve()
if not target.is_relative_to(base):
    raise PermissionError(BAR)
data = target.read_text()
# pathtraver safe
import os
----
full = os.path.realpath('/srv/up/' + BAR)
if full.startswith('/srv/up/'):
    data = open(full).read()
# redirect @flask
import flask
----
return flask.redirect(BAR, code=303)
# redirect @flask
from flask import make_response
----
response = make_response('', 302)
response.headers['Location'] = BAR
return response
# redirect @flask
from flask import redirect
----
target = 'https://' + BAR
return redirect(target)
# redirect safe @flask
from flask import redirect
----
return redirect('/search?q=' + BAR)
# redirect safe @flask
from flask import redirect
from urllib.parse import urlsplit
----
if urlsplit(BAR).netloc:
    return 'no'
return redirect(BAR)
# redirect @django
from django.shortcuts import redirect
----
return redirect(BAR)
# redirect safe @django
from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
----
if not url_has_allowed_host_and_scheme(BAR, allowed_hosts={'example.com'}):
    BAR = '/'
return HttpResponseRedirect(BAR)
# redirect @fastapi
from starlette.responses import RedirectResponse
----
return RedirectResponse(url=BAR, status_code=302)
# !securecookie @flask
from flask import Response
----
r = Response('ok')
r.set_cookie('session', BAR, httponly=True)
return r
# !securecookie @django
from django.http import HttpResponse
----
r = HttpResponse('ok')
is_secure = False
r.set_cookie('session', BAR, secure=is_secure, httponly=True)
return r
# !securecookie @fastapi
from fastapi import Response
----
r = Response('ok')
r.set_cookie(key='session', value=BAR, secure=True, httponly=False)
return r
# !securecookie safe @fastapi
from fastapi import Response
----
r = Response('ok')
r.set_cookie(key='session', value=BAR, secure=True, httponly=True, samesite='strict')
return r
# !securecookie safe @django
from django.http import HttpResponse
----
flags = {'secure': True, 'httponly': True, 'samesite': 'Lax'}
r = HttpResponse('ok')
r.set_cookie('session', BAR, **flags)
return r
# sqli
import psycopg2
----
conn = psycopg2.connect('')
with conn.cursor() as c:
    c.execute("DELETE FROM t WHERE id = {}".format(BAR))
# sqli
import mysql.connector
----
cnx = mysql.connector.connect()
c = cnx.cursor()
query = ("SELECT * FROM t "
         "WHERE name LIKE '%" + BAR + "%'")
c.execute(query)
# sqli @django
from django.db import connection
----
with connection.cursor() as c:
    c.execute('SELECT * FROM t ORDER BY ' + BAR)
# sqli @django
from shop.models import Product
----
rows = Product.objects.raw("SELECT * FROM p WHERE n = '%s'" % BAR)
# sqli @django
from shop.models import Product
----
rows = Product.objects.extra(where=["n = '%s'" % BAR])
# sqli
import sqlite3
----
db = sqlite3.connect(':memory:')
db.executescript(f'DROP TABLE IF EXISTS {BAR}')
# sqli
import sqlalchemy
----
engine = sqlalchemy.create_engine('sqlite://')
session_ = sqlalchemy.orm.Session(engine)
session_.execute(sqlalchemy.text('UPDATE t SET a=' + BAR))
# sqli
import pandas as pd
----
frame = pd.read_sql(f"SELECT * FROM t WHERE a='{BAR}'", engine)
# sqli
import asyncpg
----
rows = pool.fetch("SELECT * FROM t WHERE a = '" + BAR + "'")
# sqli safe
import psycopg2
----
conn = psycopg2.connect('')
with conn.cursor() as c:
    c.execute('DELETE FROM t WHERE id = %(id)s', {'id': BAR})
# sqli safe @django
from shop.models import Product
----
rows = Product.objects.raw('SELECT * FROM p WHERE n = %s', [BAR])
# sqli safe @django
from shop.models import Product
----
rows = Product.objects.filter(name__icontains=BAR)
# sqli safe
import sqlite3
----
column = {'n': 'name', 'd': 'date'}.get(BAR, 'name')
rows = sqlite3.connect('x').execute(f'SELECT * FROM t ORDER BY {column}')
# trustbound @flask
import flask
----
flask.session.update({'role': BAR})
# trustbound @flask
from flask import session
----
session.setdefault(BAR, '1')
# trustbound @django
----
request.session['role'] = BAR
# trustbound @fastapi
----
request.session[BAR] = 'yes'
# trustbound safe @django
----
request.session['seen'] = True
# trustbound safe @flask
from flask import session
----
known = lookup_user(42)
session['role'] = known.role
# xpathi
from lxml import etree
----
tree = etree.fromstring('<a/>')
find = etree.XPath("//user[name/text()='" + BAR + "']")
found = find(tree)
# xpathi
import xml.etree.ElementTree as ET
----
root = ET.parse('a.xml').getroot()
user = root.find(f".//user[@name='{BAR}']")
# xpathi
import xml.etree.ElementTree as ET
----
users = ET.parse('a.xml').findall(".//user[@name='%s']" % BAR)
# xpathi safe
from lxml import etree
----
tree = etree.parse('a.xml')
find = etree.XPath('//user[@name=$n]')
found = find(tree, n=BAR)
# xpathi safe
from lxml import etree
----
tree = etree.parse('a.xml')
found = tree.xpath("//user[@name='" + BAR.replace("'", '&apos;') + "']")
# xss @flask
from flask import make_response
----
response = make_response('<p>%s</p>' % BAR)
return response
# xss @flask
from flask import Response
----
return Response('<p>' + BAR + '</p>', mimetype='text/html')
# xss @flask
----
page = ['<ul>']
page.append('<li>' + BAR + '</li>')
return ''.join(page), 200
# xss @django
from django.utils.safestring import mark_safe
----
note = mark_safe('<i>' + BAR + '</i>')
return render(request, 'x.html', {'note': note})
# xss @django
from django.http import HttpResponse
----
r = HttpResponse()
r.write(f'<i>{BAR}</i>')
return r
# xss @fastapi
from fastapi import Response
----
return Response(content='<p>' + BAR, media_type='text/html')
# xss safe @django
from django.utils.html import format_html
from django.http import HttpResponse
----
return HttpResponse(format_html('<b>{}</b>', BAR))
# xss safe @flask
from markupsafe import escape
----
return f'<b>{escape(BAR)}</b>'
# xss safe @flask
from flask import Response
----
return Response(BAR, mimetype='text/plain')
# xss safe @flask
from flask import render_template
----
return render_template('x.html', name=BAR)
# xss safe @flask
import bleach
----
clean = bleach.clean(BAR)
return '<div>' + clean + '</div>'
# xss safe @django
from django.http import JsonResponse
----
return JsonResponse({'v': BAR})
# xxe
from xml.sax import make_parser, handler
import io
----
reader = make_parser()
reader.setFeature(handler.feature_external_ges, True)
reader.parse(io.BytesIO(BAR.encode()))
# xxe
from lxml import etree
----
doc = etree.fromstring(BAR, etree.XMLParser(load_dtd=True, no_network=False))
# xxe
import xml.dom.pulldom
import xml.sax
----
parser = xml.sax.make_parser()
parser.setFeature(xml.sax.handler.feature_external_ges, True)
doc = xml.dom.pulldom.parseString(BAR, parser)
# xxe safe
import defusedxml.ElementTree as ET
----
doc = ET.fromstring(BAR)
# xxe safe
from lxml import etree
----
doc = etree.XML(BAR, etree.XMLParser(no_network=True, resolve_entities=False))
# xxe safe
import xml.etree.ElementTree as ET
----
doc = ET.fromstring(BAR)
# ssrf
import httpx
----
with httpx.Client() as client:
    answer = client.post('http://' + BAR)
# ssrf
import urllib.request
----
page = urllib.request.urlopen(BAR).read()
# ssrf
import requests
----
s = requests.Session()
answer = s.request('GET', BAR)
# ssrf
from urllib.request import Request, urlopen
----
page = urlopen(Request('https://%s.example.com.evil' % BAR))
# ssrf
import aiohttp
----
client = aiohttp.ClientSession()
answer = client.get(url=BAR)
# ssrf safe
import requests
from urllib.parse import urlparse
----
if urlparse(BAR).hostname not in {'api.example.com'}:
    raise ValueError('host')
answer = requests.get(BAR, timeout=5)
# ssrf safe
import requests
----
answer = requests.post('https://api.example.com/v1', json={'name': BAR}, headers={'X-Q': BAR})
# ssrf safe
import requests
from urllib.parse import quote
----
answer = requests.get('https://api.example.com/users/' + quote(BAR, safe=''))
# ssti
from jinja2 import Template
----
page = Template('Hello ' + BAR).render()
# ssti
import jinja2
----
page = jinja2.Environment().from_string(f'Hi {BAR}').render()
# ssti safe
from jinja2 import Template
----
page = Template('Hello {{ n }}').render(n=BAR)
# logsecret
----
print('token is', api_token)
# !hash
from hashlib import sha1
----
digest = sha1(BAR.encode()).digest()
# !hash
import hashlib
----
name = 'md' + '5'
digest = hashlib.new(name, BAR.encode()).hexdigest()
# !hash
import hashlib
----
make = hashlib.md5
digest = make(BAR.encode()).hexdigest()
# !hash
import hashlib
----
digest = getattr(hashlib, 'md5')(BAR.encode())
# !hash safe
import hashlib
----
digest = hashlib.md5(BAR.encode(), usedforsecurity=False).hexdigest()
# !hash safe
from hashlib import blake2b
----
digest = blake2b(BAR.encode()).hexdigest()
# !hash safe
import hashlib
----
num = 12
algorithm = 'md5' if num * 2 > 100 else 'sha256'
digest = hashlib.new(algorithm, BAR.encode())
# !weakrand
from random import randint
----
pin = ''.join(str(randint(0, 9)) for _ in range(6))
send_code(pin)
# !weakrand
import random, string
----
password = ''.join(random.choice(string.ascii_letters) for _ in range(12))
# !weakrand
import random
----
generator = random.Random(BAR)
session_id = generator.randbytes(16)
# !weakrand @flask
from flask import session
import numpy as np
----
token = np.random.randint(0, 10**9)
session['token'] = str(token)
# !weakrand safe
from secrets import choice
import string
----
password = ''.join(choice(string.ascii_letters) for _ in range(12))
# !weakrand safe
import random
----
rng = random.SystemRandom()
password = ''.join(rng.choice('abcdef') for _ in range(12))
# !weakrand safe
import os
----
token = os.urandom(16).hex()
# !weakcipher
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
----
box = Cipher(algorithms.AES(key), modes.ECB())
# !weakcipher
from Cryptodome.Cipher import ARC4
----
box = ARC4.new(key)
# !weakcipher
from Crypto.Cipher import AES
----
box = AES.new(key, AES.MODE_ECB)
# !weakcipher safe
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
----
box = Cipher(algorithms.AES(key), modes.GCM(nonce))
""")
