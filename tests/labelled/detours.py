"""What happens to the text between source and sink."""

from labelled.pieces import Detour, pieces

DEV = [
    Detour(*piece)
    for piece in pieces("""
# straight: tainted
bar = param
# overwritten: safe
bar = param
bar = 'alsosafe'
# dict-tainted-key: tainted
values = {}
values['keyA'] = 'a-Value'
values['keyB'] = param
values['keyC'] = 'another-Value'
bar = values['keyB']
# dict-safe-key: safe
values = {}
values['keyA'] = 'a-Value'
values['keyB'] = param
bar = values['keyB']
bar = values['keyA']
# list-tainted-index: tainted
items = []
items.append('safe')
items.append(param)
items.append('moresafe')
items.pop(0)
bar = items[0]
# list-safe-index: safe
items = []
items.append('safe')
items.append(param)
items.append('moresafe')
items.pop(0)
bar = items[1]
# decided-if-safe: safe
num = 86
if 7 * 42 - num > 200:
    bar = 'This_should_always_happen'
else:
    bar = param
# decided-if-tainted: tainted
num = 196
if (500 / 42) + num > 200:
    bar = param
else:
    bar = 'This should never happen'
# decided-ternary-safe: safe
num = 106
bar = 'always' if 7 * 18 + num > 200 else param
# decided-ternary-tainted: tainted
num = 106
bar = 'never' if 7 * 18 - num > 200 else param
# match-tainted: tainted
guesses = 'ABC'
pick = guesses[2]
match pick:
    case 'A':
        bar = 'x'
    case 'C' | 'D':
        bar = param
    case _:
        bar = 'nobody'
# match-safe: safe
guesses = 'ABC'
pick = guesses[1]
match pick:
    case 'A':
        bar = param
    case 'B':
        bar = 'bob'
    case 'C' | 'D':
        bar = param
    case _:
        bar = 'bobs'
# configparser-tainted: tainted
conf = configparser.ConfigParser()
conf.add_section('sec')
conf.set('sec', 'keyA', 'a-Value')
conf.set('sec', 'keyB', param)
bar = conf.get('sec', 'keyB')
----
import configparser
# configparser-safe: safe
conf = configparser.ConfigParser()
conf.add_section('sec')
conf.set('sec', 'keyA', 'a-Value')
conf.set('sec', 'keyB', param)
bar = conf.get('sec', 'keyA')
----
import configparser
# base64: tainted
encoded = base64.b64encode(param.encode('utf-8'))
bar = base64.b64decode(encoded).decode('utf-8')
----
import base64
# helper-tainted: tainted
bar = prepare(param)
----
def prepare(text):
    result = text.strip()
    return result
# helper-safe: safe
bar = prepare(param)
----
def prepare(text):
    chosen = 'constant'
    if text:
        chosen = 'other'
    return chosen
# class-tainted: tainted
thing = Thing()
bar = thing.work(param)
----
class Thing:
    def work(self, text):
        return text
# class-safe: safe
bar = Thing().work(param)
----
class Thing:
    def work(self, text):
        text = 'fixed'
        return text
# concatenated: tainted
bar = 'prefix-' + param + '-suffix'
# formatted: tainted
bar = f'{param}-end'
# percent: tainted
bar = '%s!' % param
# format-method: tainted
bar = '{}{}'.format('a', param)
# joined: tainted
bar = ' '.join(['x', param])
# replaced: tainted
bar = param.replace('a', 'b')[0:20]
# superstring: tainted
superstring = 'xx' + param + 'yy'
bar = superstring[len('xx'):len(superstring) - 2]
# default-arm: tainted
bar = param or 'default'
# open-if: tainted
bar = 'none'
if param != 'x':
    bar = param
# emptied: tainted
bar = ''
if param:
    words = param.split(' ')
    bar = words[0]
# try-overwrite: tainted
bar = 'x'
try:
    bar = param.lower()
except ValueError:
    pass
# number: safe
bar = str(int(param))
# allow-list: safe
if param not in ('name', 'date', 'size'):
    raise ValueError('unknown')
bar = param
# literal-choice: safe
bar = {'up': 'ASC', 'down': 'DESC'}.get(param, 'ASC')
# boolean: safe
bar = 'yes' if param == 'y' else 'no'
# length: safe
bar = str(len(param))
""")
]

HELD = [
    Detour(*piece)
    for piece in pieces("""
# nested-dict-tainted: tainted
config = {'user': {'name': param, 'role': 'guest'}, 'n': 3}
bar = config['user']['name']
# nested-dict-safe: safe
config = {'user': {'name': param, 'role': 'guest'}, 'n': 3}
bar = config['user']['role']
# dict-get-tainted: tainted
options = dict(mode='fast', target=param)
bar = options.get('target')
# dict-get-safe: safe
options = dict(mode='fast', target=param)
bar = options.get('mode', 'slow')
# dict-update: tainted
options = {'mode': 'a'}
options.update({'mode': param})
bar = options['mode']
# dict-overwritten: safe
options = {'mode': param}
options['mode'] = 'b'
bar = options['mode']
# dict-loop: tainted
options = {'a': 'x', 'b': param}
bar = ''
for key, value in options.items():
    bar += f'{key}={value};'
# unpacked-tainted: tainted
first, second = ('x', param)
bar = second
# unpacked-safe: safe
first, second = param, 'fixed'
bar = second
# swapped: tainted
left = param
right = 'r'
left, right = right, left
bar = right
# swapped-safe: safe
left = param
right = 'r'
left, right = right, left
bar = left
# list-literal-safe: safe
parts = ['alpha', param, 'omega']
bar = parts[-1]
# list-literal-tainted: tainted
parts = ['alpha', param, 'omega']
bar = parts[-2]
# list-insert: tainted
parts = ['a', 'b']
parts.insert(0, param)
bar = parts[0]
# list-insert-safe: safe
parts = ['a', 'b']
parts.insert(0, param)
bar = parts[1]
# list-reversed-slice: tainted
bar = ''.join(list(param)[::-1])
# comprehension: tainted
bar = ','.join(word.strip() for word in param.split(','))
# comprehension-digits: safe
bar = ','.join(str(int(word)) for word in param.split(','))
# while-loop: tainted
bar = ''
i = 0
while i < 3:
    bar = bar + param
    i += 1
# deque: tainted
queue = deque()
queue.append(param)
bar = queue.popleft()
----
from collections import deque
# template-string: tainted
bar = Template('hello $who').substitute(who=param)
----
from string import Template
# percent-dict: tainted
bar = 'x=%(x)s y=%(y)s' % {'x': 'a', 'y': param}
# json-round: tainted
bar = json.loads(json.dumps({'v': param}))['v']
----
import json
# walrus: tainted
if (found := param.strip()) != '':
    bar = found
else:
    bar = 'empty'
# lambda: tainted
tidy = lambda text: text.strip().lower()
bar = tidy(param)
# lambda-safe: safe
pick = lambda text: 'a' if text else 'b'
bar = pick(param)
# nested-function: tainted
def inner():
    return 'pre' + param
bar = inner()
# object-attribute-tainted: tainted
job = Job(param, 'low')
bar = job.name
----
class Job:
    def __init__(self, name, priority):
        self.name = name
        self.priority = priority
# object-attribute-safe: safe
job = Job(param, 'low')
bar = job.priority
----
class Job:
    def __init__(self, name, priority):
        self.name = name
        self.priority = priority
# dataclass-tainted: tainted
order = Order(item=param, state='new')
bar = order.item
----
from dataclasses import dataclass

@dataclass
class Order:
    item: str
    state: str
# dataclass-safe: safe
order = Order(item=param, state='new')
bar = order.state
----
from dataclasses import dataclass

@dataclass
class Order:
    item: str
    state: str
# static-method: tainted
bar = Text.tidy(param)
----
class Text:
    @staticmethod
    def tidy(text):
        return text.replace('\\t', ' ')
# helper-two-arguments-safe: safe
bar = choose(param, 'fixed')
----
def choose(first, second):
    return second
# helper-two-arguments-tainted: tainted
bar = choose('fixed', param)
----
def choose(first, second):
    return second
# helper-chain: tainted
bar = outer(param)
----
def outer(text):
    return middle(text) + '.'

def middle(text):
    return text.upper()
# helper-keyword: tainted
bar = build(suffix=param)
----
def build(prefix='p', suffix='s'):
    return f'{prefix}{suffix}'
# helper-validates: safe
bar = checked(param)
----
import re

def checked(text):
    if not re.fullmatch(r'[a-z0-9]{1,20}', text):
        raise ValueError('bad')
    return text
# helper-returns-pair-safe: safe
bar, rest = halves(param)
----
def halves(text):
    return 'left', text
# helper-flag-safe: safe
bar = convert(param, False)
----
def convert(text, keep):
    if keep:
        return text
    return 'converted'
# helper-flag-tainted: tainted
bar = convert(param, True)
----
def convert(text, keep):
    if keep:
        return text
    return 'converted'
# decided-and-safe: safe
level = 3
bar = param
if level > 2 and level < 10:
    bar = 'fine'
# decided-string-safe: safe
mode = 'prod'
if mode == 'test':
    bar = param
else:
    bar = 'prod-value'
# decided-string-tainted: tainted
mode = 'prod'
if mode.startswith('pr'):
    bar = param
else:
    bar = 'other'
# decided-len-safe: safe
marks = 'abc'
bar = param if len(marks) > 5 else 'short'
# decided-in-safe: safe
allowed = ['x', 'y']
bar = 'known' if 'x' in allowed else param
# module-constant-safe: safe
bar = param if USE_RAW else 'standard'
----
USE_RAW = False
# module-constant-tainted: tainted
bar = param if USE_RAW else 'standard'
----
USE_RAW = True
# decided-elif-safe: safe
step = 4
if step == 1:
    bar = param
elif step % 2 == 0:
    bar = 'even'
else:
    bar = param
# early-return-safe: safe
bar = param
if True:
    bar = 'c'
# fullmatch: safe
if re.fullmatch(r'[A-Za-z0-9_]+', param) is None:
    raise ValueError('bad')
bar = param
----
import re
# isalnum: safe
if not param.isalnum():
    raise ValueError('bad')
bar = param
# isdigit: safe
bar = param if param.isdigit() else '0'
# uuid: safe
bar = str(uuid.UUID(param))
----
import uuid
# enum: safe
bar = Order(param).value
----
from enum import Enum

class Order(Enum):
    UP = 'asc'
    DOWN = 'desc'
# allow-set: safe
if param in KNOWN:
    bar = param
else:
    bar = 'first'
----
KNOWN = {'first', 'second'}
# allow-dict: safe
choice = TABLE.get(param)
if choice is None:
    raise KeyError(param)
bar = choice
----
TABLE = {'a': 'alpha', 'b': 'beta'}
# equality: safe
if param == 'alpha':
    bar = param
else:
    bar = 'beta'
# float: safe
bar = f'{float(param):.2f}'
# match-groups: tainted
bar = re.sub(r'\\s+', ' ', param)
----
import re
# bytes-hex: tainted
bar = bytes.fromhex(param.encode().hex()).decode()
----
# try-finally: tainted
try:
    bar = param.strip()
finally:
    done = True
# augmented-list: tainted
words = ['a']
words += [param]
bar = ' '.join(words)
# star-call: tainted
bar = glue(*['a', param])
----
def glue(*parts):
    return '/'.join(parts)
# string-io: tainted
buffer = io.StringIO()
buffer.write(param)
bar = buffer.getvalue()
----
import io
# loop-break-safe: safe
bar = 'none'
for word in ['one', 'two']:
    if word == param:
        bar = word
        break
# deleted-key: safe
options = {'a': 'x', 'b': param}
del options['b']
bar = ' '.join(options.values())
# hash-of: safe
bar = hashlib.sha256(param.encode()).hexdigest()
----
import hashlib
# sorted: tainted
bar = sorted([param, 'zz'])[0]
# map-call: tainted
bar = '-'.join(map(str.strip, param.split('-')))
# generator-function: tainted
bar = ''.join(chunks(param))
----
def chunks(text):
    for letter in text:
        yield letter
# class-state: tainted
holder = Holder()
holder.put(param)
bar = holder.get()
----
class Holder:
    def __init__(self):
        self.value = None

    def put(self, value):
        self.value = value

    def get(self):
        return self.value
""")
]
