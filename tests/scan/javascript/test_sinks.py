"""The table of sinks names rules that exist, and every kind of entry in it is reached by a call."""

import pytest

from holdfast.scan.javascript import sinks
from holdfast.scan.javascript.rules import RULES
from scan.javascript.asking import handled

ENTRIES = [*sinks.FUNCTIONS.values(), *(sink for entries in sinks.METHODS.values() for sink in entries)]


def test_every_sink_has_its_rule():
    assert {sink.rule for sink in ENTRIES} <= set(RULES)


def test_every_sink_says_what_of_it_is_dangerous():
    assert all(sink.positions or sink.keywords for sink in ENTRIES)


def test_a_method_has_something_it_is_called_on_and_a_function_has_not():
    assert all(sink.owners for entries in sinks.METHODS.values() for sink in entries)
    assert not any(sink.owners for sink in sinks.FUNCTIONS.values())


def test_names_are_put_together():
    assert sinks.of("a b", "c d") == "a.c a.d b.c b.d"
    assert sinks.words("a  b\n a") == {"a", "b"}


@pytest.mark.parametrize(
    ("package", "call", "rule"),
    [
        ('import mysql from "mysql2/promise"', "mysql.createPool({}).query('x' + q)", "sql-injection"),
        ('import { Client } from "pg"', "new Client().query('x' + q)", "sql-injection"),
        ('import Database from "better-sqlite3"', "new Database('a').exec('x' + q)", "sql-injection"),
        ('import { DataSource } from "typeorm"', "new DataSource({}).query('x' + q)", "sql-injection"),
        ('import sql from "mssql"', "sql.query('x' + q)", "sql-injection"),
        ('import shell from "shelljs"', "shell.exec('ls ' + q)", "command-injection"),
        ('import { execa } from "execa"', "execa(q, [])", "command-injection"),
        ('import * as cp from "node:child_process"', "cp.execSync('ls ' + q)", "command-injection"),
        ('import vm from "node:vm"', "new vm.Script(q)", "code-injection"),
        ('import puppeteer from "puppeteer"', "page.evaluate(q)", "code-injection"),
        ('import ejs from "ejs"', "ejs.render(q)", "template-injection"),
        ('import Handlebars from "handlebars"', "Handlebars.compile(q)", "template-injection"),
        ('import fs from "fs-extra"', "fs.readJson('/srv/' + q)", "path-traversal"),
        ('import { unlink } from "node:fs/promises"', "unlink('/srv/' + q)", "path-traversal"),
        ('import { promises as fs } from "fs"', "fs.readFile(q)", "path-traversal"),
        ('import fs from "fs"', "fs.promises.rename('a', q)", "path-traversal"),
        ('import fs from "fs"', "fs.createWriteStream(q)", "path-traversal"),
        ('import AdmZip from "adm-zip"', "new AdmZip('a').extractAllTo(q)", "path-traversal"),
        ('import got from "got"', "got(q)", "request-forgery"),
        ('import got from "got"', "got.post({ url: q })", "request-forgery"),
        ('import axios from "axios"', "axios({ url: q })", "request-forgery"),
        ('import axios from "axios"', "axios.create({ baseURL: q })", "request-forgery"),
        ('import axios from "axios"', "axios.post('https://a.example/', q)", ""),
        ('import axios from "axios"', "axios.get('https://a.example/', { params: { q } })", ""),
        ('import fetch from "node-fetch"', "fetch(q)", "request-forgery"),
        ('import request from "request"', "request({ uri: q })", "request-forgery"),
        ('import http from "http"', "http.get({ hostname: q })", "request-forgery"),
        ('import http from "http"', "http.get({ hostname: 'a.example', path: '/' + q })", ""),
        ('import net from "net"', "net.connect(80, q)", "request-forgery"),
        ('import puppeteer from "puppeteer"', "page.goto(q)", "request-forgery"),
        ('import xpath from "xpath"', "xpath.evaluate('//a[' + q + ']')", "xpath-injection"),
        ('import xpath from "xpath"', "xpath.useNamespaces({})('//a[' + q + ']', a)", "xpath-injection"),
        ('import ldap from "ldapjs"', "ldap.createClient({}).bind(q, 'a')", "ldap-injection"),
        ('import ldap from "ldapjs"', "ldap.parseFilter(q)", "ldap-injection"),
        ('import s from "node-serialize"', "s.unserialize(q)", "unsafe-deserialization"),
        ('import v8 from "v8"', "v8.deserialize(Buffer.from(q))", "unsafe-deserialization"),
        ('import merge from "deepmerge"', "merge({}, JSON.parse(q))", "prototype-pollution"),
        ('import set from "set-value"', "set({}, q, 1)", "prototype-pollution"),
        ('import a from "a"', "new RegExp(q)", "regex-from-request"),
        ('import a from "a"', "new RegExp('^' + q + '$', 'g')", "regex-from-request"),
        ('import a from "a"', "new RegExp('a', q)", ""),
        ('import a from "a"', "a.query(q)", ""),
        ('import a from "a"', "a.readFile(q)", ""),
    ],
)
def test_a_call_is_found_by_the_package_it_comes_from(package, call, rule):
    assert handled(f"await {call};", f"{package};") == ({rule} if rule else set())
