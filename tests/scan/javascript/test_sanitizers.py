"""The table of sanitizers names dangers that exist, and each helps against its own dangers only."""

import pytest

from holdfast.scan.javascript import sanitizers
from holdfast.scan.javascript.rules import RULES
from scan.javascript.asking import handled, later

XSS = "res.send('<p>' + {});"
SQL = "await db.query('SELECT ' + {});"
COMMAND = "cp.execSync('ls ' + {});"
FILE = "fs.readFile({}, show);"
PATTERN = "new RegExp({});"
THROWING = "what throws for harmful text is no check of it"


def test_every_danger_is_a_rule():
    tables = [*sanitizers.FUNCTIONS.values(), *sanitizers.METHODS.values(), *sanitizers.TESTS.values()]
    assert set().union(*tables) <= {*RULES, "*"}


@pytest.mark.parametrize(
    ("package", "call", "sink", "is_harmless"),
    [
        ('import escape from "escape-html"', "escape(q)", XSS, True),
        ('import escape from "escape-html"', "escape(q)", SQL, False),
        ('import he from "he"', "he.encode(q)", XSS, True),
        ('import he from "he"', "he.decode(he.encode(q))", XSS, False),
        ('import _ from "lodash"', "_.escape(q)", XSS, True),
        ('import validator from "validator"', "validator.escape(q)", XSS, True),
        ('import DOMPurify from "dompurify"', "DOMPurify.sanitize(q)", XSS, True),
        ('import createDOMPurify from "dompurify"', "createDOMPurify(window).sanitize(q)", XSS, True),
        ('import xss from "xss"', "xss(q)", XSS, True),
        ('import sanitizeHtml from "sanitize-html"', "sanitizeHtml(q)", XSS, True),
        ('import { escapeHtml } from "./text"', "escapeHtml(q)", XSS, True),
        ('import { escapeHtml } from "./text"', "escapeHtml(q)", SQL, False),
        ('import { unescapeHtml } from "./text"', "unescapeHtml(q)", XSS, False),
        ('import { format } from "./text"', "format(q)", XSS, False),
        ('import mysql from "mysql2"', "mysql.escape(q)", SQL, True),
        ('import mysql from "mysql2"', "mysql.format('a = ?', [q])", SQL, True),
        ('import format from "pg-format"', "format('%I', q)", SQL, True),
        ('import mysql from "mysql2"', "mysql.escape(q)", XSS, False),
        ('import { quote } from "shell-quote"', "quote([q])", COMMAND, True),
        ('import { quote } from "shell-quote"', "quote([q])", SQL, False),
        ('import shellEscape from "shell-escape"', "shellEscape(['ls', q])", COMMAND, True),
        ('import path from "path"', "path.basename(q)", FILE, True),
        ('import path from "path"', "path.basename(q)", COMMAND, False),
        ('import sanitize from "sanitize-filename"', "sanitize(q)", FILE, True),
        ('import escape from "escape-string-regexp"', "escape(q)", PATTERN, True),
        ('import _ from "lodash"', "_.escapeRegExp(q)", PATTERN, True),
        ('import a from "a"', "RegExp.escape(q)", PATTERN, True),
        ('import a from "a"', "encodeURIComponent(q)", XSS, True),
        ('import a from "a"', "encodeURIComponent(q)", SQL, False),
        ('import a from "a"', "Number(q)", SQL, True),
        ('import a from "a"', "parseFloat(q)", COMMAND, True),
        ('import a from "a"', "Math.floor(q)", SQL, True),
        ('import a from "a"', "String(q)", SQL, False),
        ('import a from "a"', "q.toFixed(2)", SQL, True),
        ('import { v4 } from "uuid"', "v4()", SQL, True),
        ('import { parse } from "date-fns"', "parse(q, 'P', now).toISOString()", SQL, True),
    ],
)
def test_a_sanitizer_helps_against_its_own_dangers(package, call, sink, is_harmless):
    prelude = f'import fs from "fs";\nimport cp from "child_process";\n{package};'
    assert (handled(sink.format(call), prelude) == set()) is is_harmless


@pytest.mark.parametrize(
    ("package", "check", "is_believed"),
    [
        ('import { validate } from "uuid"', "if (!validate(q)) return;", True),
        ('import validator from "validator"', "if (!validator.isUUID(q)) return;", True),
        ('import validator from "validator"', "if (!validator.isAlphanumeric(q)) return;", True),
        ('import validator from "validator"', "if (validator.isUUID(q)) return;", False),
        ('import validator from "validator"', "if (!validator.isLength(q, { max: 9 })) return;", False),
        ('import mongoose from "mongoose"', "if (!mongoose.isValidObjectId(q)) return;", True),
        ('import { ObjectId } from "mongodb"', "if (!ObjectId.isValid(q)) return;", True),
        ('import net from "net"', "if (!net.isIP(q)) return;", True),
        later(
            'import net from "net"',
            "if (net.isIP(q) === 0) return;",
            True,
            why="the answer of isIP compared with 0 is no check",
        ),
        ('import a from "./names"', "if (!a.isValidName(q)) return;", True),
        ('import { isAllowed } from "./names"', "if (!isAllowed(q)) return;", True),
        ('import { isLong } from "./names"', "if (isLong(q)) return;", False),
    ],
)
def test_a_check_of_a_package_is_believed_for_what_it_checks(package, check, is_believed):
    assert (handled(f"{check}\nawait db.query('SELECT ' + q);", f"{package};") == set()) is is_believed


@pytest.mark.parametrize(
    ("statement", "is_believed"),
    [
        ("const id = new ObjectId(q);", True),
        ("const id = BigInt(q);", True),
        ("const id = String(q);", False),
    ],
)
def test_what_throws_for_anything_else_is_a_check(statement, is_believed):
    prelude = 'import { ObjectId } from "mongodb";'
    assert (handled(f"{statement}\nawait db.query('SELECT ' + q);", prelude) == set()) is is_believed
