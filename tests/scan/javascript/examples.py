"""Examples of every rule: code as people write it. In a bad one the weak line ends in ``// bad``."""

BAD = {
    "sql-injection": [
        """
        const { Pool } = require("pg");
        const pool = new Pool();
        app.get("/users", async (req, res) => {
          const sql = "SELECT * FROM users WHERE name = '" + req.query.name + "'";
          const { rows } = await pool.query(sql); // bad
          res.json(rows);
        });
        """,
        """
        import { PrismaClient } from "@prisma/client";
        const prisma = new PrismaClient();
        export async function GET(request: NextRequest) {
          const sort = request.nextUrl.searchParams.get("sort");
          const rows = await prisma.$queryRawUnsafe(`SELECT id FROM orders ORDER BY ${sort}`); // bad
          return NextResponse.json(rows);
        }
        """,
        """
        @Controller("cats")
        export class CatsController {
          constructor(private readonly dataSource: DataSource) {}
          @Get()
          find(@Query("name") name: string) {
            return this.dataSource.query(`SELECT * FROM cats WHERE name = '${name}'`); // bad
          }
        }
        """,
        """
        const mysql = require("mysql2");
        const connection = mysql.createConnection({ host: "localhost" });
        fastify.get("/items/:id", (request, reply) => {
          connection.query("SELECT * FROM items WHERE id = " + request.params.id, (error, rows) => { // bad
            reply.send(rows);
          });
        });
        """,
    ],
    "command-injection": [
        """
        const { exec } = require("child_process");
        app.get("/ping", (req, res) => {
          exec(`ping -c 1 ${req.query.host}`, (error, stdout) => res.json({ stdout })); // bad
        });
        """,
        """
        import { spawn } from "node:child_process";
        import Router from "@koa/router";
        const router = new Router();
        router.post("/convert", async (ctx) => {
          const name = ctx.request.body.name;
          const child = spawn("convert " + name + " out.png", { shell: true }); // bad
          ctx.status = 202;
        });
        """,
        """
        import { execFile } from "child_process";
        app.post("/run", (req, res) => {
          execFile("/bin/sh", ["-c", req.body.line], () => res.sendStatus(204)); // bad
        });
        """,
    ],
    "code-injection": [
        """
        app.get("/sum", (req, res) => {
          const answer = eval(req.query.formula); // bad
          res.json({ answer });
        });
        """,
        """
        const vm = require("vm");
        exports.handler = async (event) => {
          const answer = vm.runInNewContext(event.body); // bad
          return { statusCode: 200, body: JSON.stringify(answer) };
        };
        """,
        """
        window.addEventListener("message", (event) => {
          setTimeout("show('" + event.data + "')", 100); // bad
        });
        """,
        """
        app.post("/filter", (req, res) => {
          const test = new Function("item", "return " + req.body.test); // bad
          res.json(items.filter(test));
        });
        """,
    ],
    "module-from-request": [
        """
        app.get("/plugin/:name", (req, res) => {
          const plugin = require("./plugins/" + req.params.name); // bad
          res.json(plugin.describe());
        });
        """,
        """
        export async function GET(request: Request) {
          const lang = new URL(request.url).searchParams.get("lang");
          const words = await import(`../locales/${lang}.js`); // bad
          return Response.json(words.default);
        }
        """,
    ],
    "template-injection": [
        """
        const pug = require("pug");
        app.get("/hello", (req, res) => {
          const page = pug.compile("h1 Hello " + req.query.name); // bad
          res.send(page());
        });
        """,
        """
        const nunjucks = require("nunjucks");
        app.post("/preview", (req, res) => {
          const html = nunjucks.renderString(req.body.template, { user: "you" }); // bad
          res.json({ html });
        });
        """,
        """
        import _ from "lodash";
        app.post("/mail", (req, res) => {
          const fill = _.template(req.body.text); // bad
          queue.add(fill({ name: "you" }));
          res.sendStatus(202);
        });
        """,
    ],
    "ldap-injection": [
        """
        const ldap = require("ldapjs");
        const client = ldap.createClient({ url: "ldaps://ldap.example.org" });
        app.get("/person", (req, res) => {
          const options = { filter: `(uid=${req.query.uid})`, scope: "sub" };
          client.search("ou=people,dc=example,dc=org", options, (error, found) => res.json(found)); // bad
        });
        """,
        """
        import { Client } from "ldapts";
        const client = new Client({ url: "ldaps://ldap.example.org" });
        export const find = async (req: Request, res: Response) => {
          const { searchEntries } = await client.search(`ou=${req.params.unit},dc=example,dc=org`, {}); // bad
          res.json(searchEntries);
        };
        """,
    ],
    "xpath-injection": [
        """
        const xpath = require("xpath");
        app.get("/user", (req, res) => {
          const nodes = xpath.select("//user[@name='" + req.query.name + "']", users); // bad
          res.json(nodes.length);
        });
        """,
        """
        import xpath from "xpath";
        app.post("/login", (req, res) => {
          const { name, pin } = req.body;
          const found = xpath.select1(`//user[name='${name}' and pin='${pin}']`, users); // bad
          res.json({ ok: Boolean(found) });
        });
        """,
    ],
    "path-traversal": [
        """
        const fs = require("fs");
        app.get("/file", (req, res) => {
          fs.readFile("/srv/files/" + req.query.name, (error, data) => res.json(data)); // bad
        });
        """,
        """
        import path from "node:path";
        app.get("/download/:name", (req, res) => {
          res.sendFile(path.join(__dirname, "public", req.params.name)); // bad
        });
        """,
        """
        import { readFile } from "fs/promises";
        import http from "http";
        http.createServer(async (req, res) => {
          const data = await readFile("." + req.url); // bad
          res.end();
        }).listen(8080);
        """,
        """
        const multer = require("multer");
        const fs = require("fs");
        app.post("/up", upload.single("picture"), (req, res) => {
          fs.writeFileSync("/srv/up/" + req.file.originalname, req.file.buffer); // bad
          res.sendStatus(204);
        });
        """,
    ],
    "cross-site-scripting": [
        """
        app.get("/hello", (req, res) => {
          res.send("<h1>Hello " + req.query.name + "</h1>"); // bad
        });
        """,
        """
        const params = new URLSearchParams(window.location.search);
        document.getElementById("title").innerHTML = params.get("title"); // bad
        """,
        """
        export default function Page({ searchParams }) {
          return <div dangerouslySetInnerHTML={{ __html: searchParams.bio }} />; // bad
        }
        """,
        """
        const Koa = require("koa");
        const app = new Koa();
        app.use(async (ctx) => {
          ctx.type = "html";
          ctx.body = `<p>${ctx.query.text}</p>`; // bad
        });
        """,
        """
        exports.handler = async (event) => {
          const name = event.queryStringParameters.name;
          return { statusCode: 200, headers: { "Content-Type": "text/html" }, body: `<p>${name}</p>` }; // bad
        };
        """,
    ],
    "request-forgery": [
        """
        const axios = require("axios");
        app.get("/proxy", async (req, res) => {
          const answer = await axios.get(req.query.url); // bad
          res.json(answer.data);
        });
        """,
        """
        export async function POST(request: Request) {
          const { webhook } = await request.json();
          await fetch(webhook, { method: "POST", body: "ping" }); // bad
          return Response.json({ ok: true });
        }
        """,
        """
        import https from "node:https";
        app.get("/health", (req, res) => {
          https.get({ host: req.query.host, path: "/up" }, (answer) => res.json(answer.statusCode)); // bad
        });
        """,
        """
        app.get("/avatar", async (req, res) => {
          const answer = await fetch(`https://${req.query.shard}.example.org/avatar`); // bad
          res.json(answer.status);
        });
        """,
    ],
    "open-redirect": [
        """
        app.get("/login", (req, res) => {
          res.redirect(req.query.next || "/"); // bad
        });
        """,
        """
        const next = new URLSearchParams(location.search).get("next");
        if (next) {
          window.location.href = next; // bad
        }
        """,
        """
        import { NextResponse } from "next/server";
        export function GET(request: NextRequest) {
          const to = request.nextUrl.searchParams.get("to");
          return NextResponse.redirect(to); // bad
        }
        """,
        """
        http.createServer((req, res) => {
          const to = new URL(req.url, "http://localhost").searchParams.get("to");
          res.writeHead(302, { Location: to }); // bad
          res.end();
        });
        """,
    ],
    "unsafe-deserialization": [
        """
        const serialize = require("node-serialize");
        app.get("/", (req, res) => {
          const profile = serialize.unserialize(Buffer.from(req.cookies.profile, "base64").toString()); // bad
          res.json(profile.name);
        });
        """,
        """
        const yaml = require("js-yaml");
        app.post("/config", (req, res) => {
          const config = yaml.load(req.body.text, { schema: yaml.DEFAULT_FULL_SCHEMA }); // bad
          res.json(config);
        });
        """,
    ],
    "xml-external-entity": [
        """
        const libxmljs = require("libxmljs");
        app.post("/xml", (req, res) => {
          const document = libxmljs.parseXml(req.body, { noent: true }); // bad
          res.json(document.errors.length);
        });
        """,
        """
        import libxml from "libxmljs2";
        app.post("/feed", upload.single("feed"), (req, res) => {
          const options = { noent: true, noblanks: true };
          const feed = libxml.parseXmlString(req.file.buffer.toString("utf8"), options); // bad
          res.sendStatus(204);
        });
        """,
    ],
    "trust-boundary": [
        """
        app.post("/role", (req, res) => {
          req.session.role = req.body.role; // bad
          res.sendStatus(204);
        });
        """,
        """
        app.get("/theme", (req, res) => {
          req.session["theme"] = req.query.theme; // bad
          res.redirect("/");
        });
        """,
    ],
    "weak-random": [
        """
        function createToken() {
          const token = Math.random().toString(36).slice(2); // bad
          return token;
        }
        """,
        """
        export const resetPassword = async (user) => {
          user.resetToken = String(Math.floor(Math.random() * 1e9)); // bad
          await user.save();
        };
        """,
        """
        app.get("/login", (req, res) => {
          const value = Math.random().toString(16);
          res.cookie("sid", value, { secure: true, httpOnly: true }); // bad
          res.sendStatus(204);
        });
        """,
    ],
    "weak-hash": [
        """
        const crypto = require("crypto");
        exports.checksum = (data) => crypto.createHash("md5").update(data).digest("hex"); // bad
        """,
        """
        import { createHash } from "node:crypto";
        const ALGORITHM = "sha1";
        export function sign(text: string) {
          return createHash(ALGORITHM).update(text).digest("base64"); // bad
        }
        """,
        """
        import CryptoJS from "crypto-js";
        export const digest = (text: string) => CryptoJS.MD5(text).toString(); // bad
        """,
    ],
    "weak-cipher": [
        """
        const crypto = require("crypto");
        const cipher = crypto.createCipheriv("des-ede3-cbc", process.env.KEY, iv); // bad
        """,
        """
        import { createCipheriv } from "crypto";
        export function seal(text: string, key: Buffer) {
          const cipher = createCipheriv("aes-256-ecb", key, null); // bad
          return cipher.update(text, "utf8", "hex") + cipher.final("hex");
        }
        """,
        """
        const crypto = require("crypto");
        const cipher = crypto.createCipher("aes192", process.env.PASSPHRASE); // bad
        """,
    ],
    "insecure-cookie": [
        """
        app.post("/login", (req, res) => {
          res.cookie("session", makeSession(req.user), { httpOnly: true }); // bad
          res.sendStatus(204);
        });
        """,
        """
        const session = require("express-session");
        app.use(session({ secret: process.env.SECRET, cookie: { secure: false, httpOnly: true } })); // bad
        """,
        """
        http.createServer((req, res) => {
          res.setHeader("Set-Cookie", `token=${issue()}; HttpOnly; Path=/`); // bad
          res.end();
        });
        """,
    ],
    "readable-cookie": [
        """
        app.post("/login", (req, res) => {
          res.cookie("session", makeSession(req.user), { secure: true, httpOnly: false }); // bad
          res.sendStatus(204);
        });
        """,
        """
        import { cookies } from "next/headers";
        export async function POST() {
          cookies().set("token", await issue(), { secure: true }); // bad
          return Response.json({});
        }
        """,
        """
        const session = require("express-session");
        app.use(session({ secret: process.env.SECRET, cookie: { secure: true, httpOnly: false } })); // bad
        """,
    ],
    "regex-from-request": [
        """
        app.get("/search", (req, res) => {
          const pattern = new RegExp(req.query.q, "i"); // bad
          res.json(items.filter((item) => pattern.test(item.name)));
        });
        """,
        """
        router.get("/words", (request, reply) => {
          const word = request.query.word;
          reply.send({ count: text.match(RegExp(`\\\\b${word}\\\\b`, "g")).length }); // bad
        });
        """,
    ],
    "mass-assignment": [
        """
        const User = require("./models/user");
        app.post("/users", async (req, res) => {
          const user = await User.create(req.body); // bad
          res.json(user.id);
        });
        """,
        """
        app.put("/users/:id", async (req, res) => {
          const user = await User.findById(String(req.params.id));
          Object.assign(user, req.body); // bad
          await user.save();
          res.sendStatus(204);
        });
        """,
    ],
    "secret-to-log": [
        """
        app.post("/login", (req, res) => {
          const { name, password } = req.body;
          console.log("login", name, password); // bad
          res.sendStatus(204);
        });
        """,
        """
        const winston = require("winston");
        const logger = winston.createLogger();
        logger.info(`starting with ${process.env.API_KEY}`); // bad
        """,
        """
        import { Logger } from "@nestjs/common";
        export class AuthService {
          private readonly logger = new Logger(AuthService.name);
          issue(user: User) {
            const accessToken = this.jwt.sign({ sub: user.id });
            this.logger.debug(`issued ${accessToken}`); // bad
            return accessToken;
          }
        }
        """,
    ],
    "fast-password-hash": [
        """
        const crypto = require("crypto");
        function hashPassword(password) {
          return crypto.createHash("sha256").update(password).digest("hex"); // bad
        }
        """,
        """
        import { createHash } from "crypto";
        app.post("/register", async (req, res) => {
          const hash = createHash("sha512").update(req.body.password + SALT).digest("hex"); // bad
          await users.insertOne({ name: String(req.body.name), hash });
          res.sendStatus(204);
        });
        """,
    ],
    "nosql-injection": [
        """
        const User = require("./models/user");
        app.post("/login", async (req, res) => {
          const user = await User.findOne({ name: req.body.name, pin: req.body.pin }); // bad
          res.json({ ok: Boolean(user) });
        });
        """,
        """
        import { MongoClient } from "mongodb";
        const db = new MongoClient(process.env.MONGO_URL).db("shop");
        export async function POST(request: Request) {
          const filter = await request.json();
          return Response.json(await db.collection("items").find(filter).toArray()); // bad
        }
        """,
        """
        app.get("/old", async (req, res) => {
          const found = db.collection("users").find({ $where: `this.age > ${req.query.age}` }); // bad
          res.json(await found.toArray());
        });
        """,
    ],
    "prototype-pollution": [
        """
        app.post("/settings", (req, res) => {
          const { section, key, value } = req.body;
          settings[section][key] = value; // bad
          res.sendStatus(204);
        });
        """,
        """
        const merge = require("deepmerge");
        app.post("/settings", (req, res) => {
          settings = merge(settings, req.body); // bad
          res.sendStatus(204);
        });
        """,
        """
        import _ from "lodash";
        app.put("/options", (req, res) => {
          _.set(options, req.body.path, true); // bad
          res.sendStatus(204);
        });
        """,
    ],
    "weak-tls": [
        """
        const https = require("https");
        const agent = new https.Agent({ rejectUnauthorized: false }); // bad
        """,
        """
        process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0"; // bad
        """,
        """
        import { Pool } from "pg";
        const pool = new Pool({ host: "db", ssl: { rejectUnauthorized: false } }); // bad
        """,
        """
        import tls from "node:tls";
        const socket = tls.connect(443, "example.org", { checkServerIdentity: () => undefined }); // bad
        """,
    ],
    "cross-origin": [
        """
        const cors = require("cors");
        app.use(cors({ origin: true, credentials: true })); // bad
        """,
        """
        app.use((req, res, next) => {
          res.setHeader("Access-Control-Allow-Origin", req.headers.origin); // bad
          res.setHeader("Access-Control-Allow-Credentials", "true");
          next();
        });
        """,
        """
        import cors from "cors";
        app.use(cors({ origin: (origin, callback) => callback(null, true), credentials: true })); // bad
        """,
    ],
    "any-origin": [
        """
        const cors = require("cors");
        app.use(cors()); // bad
        """,
        """
        import cors from "@koa/cors";
        const app = new Koa();
        app.use(cors()); // bad
        """,
    ],
    "hardcoded-key": [
        """
        const jwt = require("jsonwebtoken");
        exports.issue = (user) => jwt.sign({ sub: user.id }, "correct horse battery"); // bad
        """,
        """
        const session = require("express-session");
        app.use(session({ secret: "keyboard cat", cookie: { secure: true, httpOnly: true } })); // bad
        """,
        """
        import jwt from "jsonwebtoken";
        const SECRET = process.env.JWT_SECRET || "correct horse battery";
        export const check = (text: string) => jwt.verify(text, SECRET); // bad
        """,
    ],
    "slow-regex": [
        """
        app.post("/mail", (req, res) => {
          const isMail = /^([a-z]+)+@example$/.test(req.body.mail); // bad
          res.json({ isMail });
        });
        """,
        """
        const WORDS = /^(\\w+\\s?)*$/;
        app.get("/check", (req, res) => {
          if (!req.query.text.match(WORDS)) { // bad
            res.sendStatus(400);
          }
        });
        """,
    ],
    "link-from-outside": [
        """
        export default function Profile({ searchParams }) {
          return <a href={searchParams.site}>Site</a>; // bad
        }
        """,
        """
        const back = new URLSearchParams(location.search).get("back");
        document.querySelector("#back").setAttribute("href", back); // bad
        """,
        """
        window.addEventListener("message", (event) => {
          document.getElementById("frame").src = event.data.address; // bad
        });
        """,
    ],
}

GOOD = {
    "sql-injection": [
        """
        const { Pool } = require("pg");
        const pool = new Pool();
        app.get("/users", async (req, res) => {
          const { rows } = await pool.query("SELECT * FROM users WHERE name = $1", [req.query.name]);
          res.json(rows);
        });
        """,
        """
        import { PrismaClient } from "@prisma/client";
        const prisma = new PrismaClient();
        export async function GET(request: NextRequest) {
          const name = request.nextUrl.searchParams.get("name");
          return NextResponse.json(await prisma.$queryRaw`SELECT id FROM orders WHERE name = ${name}`);
        }
        """,
        """
        const COLUMNS = ["name", "price"];
        app.get("/items", async (req, res) => {
          const column = COLUMNS.includes(req.query.sort) ? req.query.sort : "name";
          res.json(await db.query(`SELECT * FROM items ORDER BY ${column}`));
        });
        """,
        """
        @Controller("cats")
        export class CatsController {
          constructor(private readonly dataSource: DataSource) {}
          @Get(":id")
          find(@Param("id", ParseIntPipe) id: number) {
            return this.dataSource.query(`SELECT * FROM cats WHERE id = ${id}`);
          }
        }
        """,
    ],
    "command-injection": [
        """
        const { execFile } = require("child_process");
        app.get("/ping", (req, res) => {
          execFile("ping", ["-c", "1", "--", req.query.host], (error, stdout) => res.json({ stdout }));
        });
        """,
        """
        import { exec } from "child_process";
        app.get("/lines", (req, res) => {
          const count = parseInt(req.query.count, 10);
          exec(`tail -n ${count} /var/log/app.log`, (error, stdout) => res.json({ stdout }));
        });
        """,
        """
        import { quote } from "shell-quote";
        import { execSync } from "child_process";
        app.post("/grep", (req, res) => {
          res.json(execSync(quote(["grep", "--", req.body.word, "words.txt"])).toString());
        });
        """,
    ],
    "code-injection": [
        """
        app.post("/values", (req, res) => {
          const values = JSON.parse(req.body.values);
          res.json(values);
        });
        """,
        """
        const ACTIONS = new Map([["up", () => 1], ["down", () => -1]]);
        app.get("/step", (req, res) => {
          const action = ACTIONS.get(req.query.action);
          setTimeout(() => res.json(action ? action() : 0), 10);
        });
        """,
    ],
    "module-from-request": [
        """
        const PLUGINS = { csv: require("./plugins/csv"), json: require("./plugins/json") };
        app.get("/plugin/:name", (req, res) => {
          const plugin = PLUGINS[req.params.name];
          res.json(plugin ? plugin.describe() : null);
        });
        """,
        """
        const LANGUAGES = new Set(["de", "en"]);
        export async function GET(request: Request) {
          const lang = new URL(request.url).searchParams.get("lang");
          if (!LANGUAGES.has(lang)) return Response.json({});
          return Response.json((await import(`../locales/${lang}.js`)).default);
        }
        """,
    ],
    "template-injection": [
        """
        const pug = require("pug");
        const page = pug.compile("h1 Hello #{name}");
        app.get("/hello", (req, res) => {
          res.send(page({ name: req.query.name }));
        });
        """,
        """
        app.get("/hello", (req, res) => {
          res.render("hello", { name: req.query.name });
        });
        """,
    ],
    "ldap-injection": [
        """
        const ldap = require("ldapjs");
        const client = ldap.createClient({ url: "ldaps://ldap.example.org" });
        app.get("/person", (req, res) => {
          const filter = new ldap.EqualityFilter({ attribute: "uid", value: req.query.uid });
          client.search("ou=people,dc=example,dc=org", { filter }, (error, found) => res.json(found));
        });
        """,
        """
        // later: a tag that escapes is not believed
        import ldapEscape from "ldap-escape";
        import { Client } from "ldapts";
        const client = new Client({ url: "ldaps://ldap.example.org" });
        export const find = async (req: Request, res: Response) => {
          const filter = ldapEscape.filter`(uid=${req.params.uid})`;
          res.json(await client.search("ou=people,dc=example,dc=org", { filter }));
        };
        """,
    ],
    "xpath-injection": [
        """
        const xpath = require("xpath");
        const byName = xpath.parse("//user[@name=$name]");
        app.get("/user", (req, res) => {
          res.json(byName.select({ node: users, variables: { name: req.query.name } }).length);
        });
        """,
        """
        const xpath = require("xpath");
        app.get("/user", (req, res) => {
          res.json(xpath.select(`//user[@id=${Number(req.query.id)}]`, users).length);
        });
        """,
    ],
    "path-traversal": [
        """
        const fs = require("fs");
        const path = require("path");
        app.get("/file", (req, res) => {
          const file = path.join("/srv/files", path.basename(req.query.name));
          fs.readFile(file, (error, data) => res.json(data));
        });
        """,
        """
        import path from "node:path";
        import fs from "node:fs";
        const ROOT = "/srv/files";
        app.get("/file", (req, res) => {
          const file = path.resolve(ROOT, req.query.name);
          if (!file.startsWith(ROOT + path.sep)) return res.sendStatus(403);
          fs.createReadStream(file).pipe(res);
        });
        """,
        """
        app.get("/download/:name", (req, res) => {
          res.sendFile(req.params.name, { root: "/srv/files" });
        });
        """,
        """
        const fs = require("fs");
        app.post("/up", upload.single("picture"), (req, res) => {
          fs.renameSync(req.file.path, "/srv/up/" + crypto.randomUUID());
          res.sendStatus(204);
        });
        """,
    ],
    "cross-site-scripting": [
        """
        const escape = require("escape-html");
        app.get("/hello", (req, res) => {
          res.send("<h1>Hello " + escape(req.query.name) + "</h1>");
        });
        """,
        """
        const params = new URLSearchParams(window.location.search);
        document.getElementById("title").textContent = params.get("title");
        """,
        """
        import DOMPurify from "dompurify";
        export default function Page({ searchParams }) {
          return <div dangerouslySetInnerHTML={{ __html: DOMPurify.sanitize(searchParams.bio) }} />;
        }
        """,
        """
        app.get("/api/hello", (req, res) => {
          res.json({ greeting: "Hello " + req.query.name });
        });
        """,
        """
        exports.handler = async (event) => {
          const name = event.queryStringParameters.name;
          return { statusCode: 200, headers: { "Content-Type": "application/json" }, body: `"${name}"` };
        };
        """,
    ],
    "request-forgery": [
        """
        const axios = require("axios");
        app.get("/city", async (req, res) => {
          const answer = await axios.get("https://api.example.org/cities", { params: { q: req.query.q } });
          res.json(answer.data);
        });
        """,
        """
        const HOSTS = ["hooks.example.org"];
        export async function POST(request: Request) {
          const { webhook } = await request.json();
          if (!HOSTS.includes(new URL(webhook).host)) return Response.json({ ok: false });
          await fetch(webhook, { method: "POST", body: "ping" });
          return Response.json({ ok: true });
        }
        """,
        """
        app.get("/user/:id", async (req, res) => {
          const answer = await fetch(`https://api.example.org/users/${encodeURIComponent(req.params.id)}`);
          res.json(await answer.json());
        });
        """,
    ],
    "open-redirect": [
        """
        app.get("/login", (req, res) => {
          res.redirect("/search?q=" + encodeURIComponent(req.query.q));
        });
        """,
        """
        const next = new URLSearchParams(location.search).get("next");
        const target = new URL(next, location.origin);
        if (target.origin === location.origin) {
          window.location.href = next;
        }
        """,
        """
        const PAGES = { home: "/home", shop: "/shop" };
        app.get("/go", (req, res) => {
          res.redirect(PAGES[req.query.page] || "/");
        });
        """,
    ],
    "unsafe-deserialization": [
        """
        app.get("/", (req, res) => {
          const profile = JSON.parse(Buffer.from(req.cookies.profile, "base64").toString());
          res.json(profile.name);
        });
        """,
        """
        const yaml = require("js-yaml");
        app.post("/config", (req, res) => {
          res.json(yaml.load(req.body.text));
        });
        """,
    ],
    "xml-external-entity": [
        """
        const libxmljs = require("libxmljs");
        app.post("/xml", (req, res) => {
          res.json(libxmljs.parseXml(req.body, { noent: false, nonet: true }).errors.length);
        });
        """,
        """
        import { XMLParser } from "fast-xml-parser";
        app.post("/xml", (req, res) => {
          res.json(new XMLParser().parse(req.body));
        });
        """,
        """
        const libxmljs = require("libxmljs");
        const template = libxmljs.parseXml("<a>&b;</a>", { noent: true });
        """,
    ],
    "trust-boundary": [
        """
        app.post("/login", async (req, res) => {
          const user = await users.findByName(String(req.body.name));
          req.session.userId = user.id;
          res.sendStatus(204);
        });
        """,
        """
        app.get("/theme", (req, res) => {
          if (["dark", "light"].includes(req.query.theme)) {
            req.session.theme = req.query.theme;
          }
          res.redirect("/");
        });
        """,
    ],
    "weak-random": [
        """
        const crypto = require("crypto");
        function createToken() {
          const token = crypto.randomBytes(32).toString("hex");
          return token;
        }
        """,
        """
        export function shuffled(cards) {
          const position = Math.floor(Math.random() * cards.length);
          const delay = 100 + Math.random() * 50;
          return [cards[position], delay];
        }
        """,
    ],
    "weak-hash": [
        """
        const crypto = require("crypto");
        exports.checksum = (data) => crypto.createHash("sha256").update(data).digest("hex");
        """,
        """
        import { createHmac } from "node:crypto";
        export const sign = (text: string) => createHmac("sha512", process.env.KEY).update(text).digest();
        """,
    ],
    "weak-cipher": [
        """
        const crypto = require("crypto");
        const cipher = crypto.createCipheriv("aes-256-gcm", process.env.KEY, crypto.randomBytes(12));
        """,
        """
        import { createDecipheriv } from "crypto";
        export const open = (key: Buffer, iv: Buffer) => createDecipheriv("chacha20-poly1305", key, iv);
        """,
    ],
    "insecure-cookie": [
        """
        app.post("/login", (req, res) => {
          res.cookie("session", makeSession(req.user), { secure: true, httpOnly: true, sameSite: "lax" });
          res.sendStatus(204);
        });
        """,
        """
        const session = require("express-session");
        app.use(session({ secret: process.env.SECRET, cookie: { secure: true, httpOnly: true } }));
        """,
        """
        const OPTIONS = { secure: process.env.NODE_ENV === "production", httpOnly: true };
        app.post("/login", (req, res) => {
          res.cookie("session", makeSession(req.user), OPTIONS);
          res.sendStatus(204);
        });
        """,
    ],
    "readable-cookie": [
        """
        import { cookies } from "next/headers";
        export async function POST() {
          cookies().set("token", await issue(), { secure: true, httpOnly: true });
          return Response.json({});
        }
        """,
        """
        http.createServer((req, res) => {
          res.setHeader("Set-Cookie", `token=${issue()}; HttpOnly; Secure; Path=/`);
          res.end();
        });
        """,
    ],
    "regex-from-request": [
        """
        const escapeRegExp = require("lodash").escapeRegExp;
        app.get("/search", (req, res) => {
          const pattern = new RegExp(escapeRegExp(req.query.q), "i");
          res.json(items.filter((item) => pattern.test(item.name)));
        });
        """,
        """
        app.get("/search", (req, res) => {
          const word = req.query.q.replace(/[.*+?^${}()|[\\]\\\\]/g, "\\\\$&");
          res.json(items.filter((item) => new RegExp(word, "i").test(item.name)));
        });
        """,
    ],
    "mass-assignment": [
        """
        const User = require("./models/user");
        app.post("/users", async (req, res) => {
          const user = await User.create({ name: String(req.body.name), mail: String(req.body.mail) });
          res.json(user.id);
        });
        """,
        """
        const _ = require("lodash");
        app.put("/users/:id", async (req, res) => {
          const user = await User.findById(String(req.params.id));
          Object.assign(user, _.pick(req.body, ["name", "mail"]));
          await user.save();
          res.sendStatus(204);
        });
        """,
    ],
    "secret-to-log": [
        """
        app.post("/login", (req, res) => {
          const { name, password } = req.body;
          console.log("login", { hasPassword: Boolean(password) });
          res.sendStatus(204);
        });
        """,
        """
        const logger = require("pino")();
        logger.info("the password of %s was changed", user.id);
        logger.warn({ tokens: usage.total_tokens }, "many tokens");
        """,
    ],
    "fast-password-hash": [
        """
        const crypto = require("crypto");
        function hashPassword(password, salt) {
          return crypto.scryptSync(password, salt, 64).toString("hex");
        }
        """,
        """
        import { createHash } from "crypto";
        import bcrypt from "bcrypt";
        export const hashPassword = (password: string) => bcrypt.hash(password, 12);
        export const etag = (body: Buffer) => createHash("sha256").update(body).digest("hex");
        """,
    ],
    "nosql-injection": [
        """
        const User = require("./models/user");
        app.post("/login", async (req, res) => {
          const user = await User.findOne({ name: String(req.body.name), pin: `${req.body.pin}` });
          res.json({ ok: Boolean(user) });
        });
        """,
        """
        import { z } from "zod";
        const Query = z.object({ name: z.string() });
        app.post("/find", async (req, res) => {
          res.json(await db.collection("items").find(Query.parse(req.body)).toArray());
        });
        """,
        """
        app.get("/users/:id", async (req, res) => {
          res.json(await User.findOne({ _id: { $eq: req.params.id } }));
        });
        """,
    ],
    "prototype-pollution": [
        """
        app.post("/settings", (req, res) => {
          const { section, key, value } = req.body;
          if (section === "__proto__" || section === "constructor") return res.sendStatus(400);
          settings[section][key] = value;
          res.sendStatus(204);
        });
        """,
        """
        const counts = new Map();
        app.post("/count", (req, res) => {
          counts.set(req.body.word, (counts.get(req.body.word) || 0) + 1);
          res.sendStatus(204);
        });
        """,
        """
        app.post("/settings", (req, res) => {
          const merged = { ...defaults, theme: req.body.theme };
          res.json(merged);
        });
        """,
    ],
    "weak-tls": [
        """
        const https = require("https");
        const fs = require("fs");
        const agent = new https.Agent({ ca: fs.readFileSync("/etc/ssl/own.pem"), rejectUnauthorized: true });
        """,
        """
        if (process.env.NODE_TLS_REJECT_UNAUTHORIZED === "0") {
          throw new Error("Leave NODE_TLS_REJECT_UNAUTHORIZED alone");
        }
        """,
    ],
    "cross-origin": [
        """
        const cors = require("cors");
        app.use(cors({ origin: ["https://example.org"], credentials: true }));
        """,
        """
        const cors = require("cors");
        app.use(cors({ origin: "*" }));
        """,
        """
        const SITES = new Set(["https://example.org"]);
        app.use((req, res, next) => {
          if (SITES.has(req.headers.origin)) {
            res.setHeader("Access-Control-Allow-Origin", req.headers.origin);
          }
          next();
        });
        """,
    ],
    "any-origin": [
        """
        const cors = require("cors");
        app.use(cors({ origin: "https://example.org" }));
        """,
        """
        import cors from "@fastify/cors";
        import { options } from "./options";
        await fastify.register(cors, options);
        app.use(cors(options));
        """,
    ],
    "hardcoded-key": [
        """
        const jwt = require("jsonwebtoken");
        exports.issue = (user) => jwt.sign({ sub: user.id }, process.env.JWT_SECRET);
        """,
        """
        import jwt from "jsonwebtoken";
        import { readFileSync } from "fs";
        const key = readFileSync("/run/secrets/public.pem");
        export const check = (text: string) => jwt.verify(text, key, { algorithms: ["RS256"] });
        """,
    ],
    "slow-regex": [
        """
        app.post("/mail", (req, res) => {
          const isMail = /^[a-z]+@example$/.test(req.body.mail);
          res.json({ isMail });
        });
        """,
        """
        const VERSION = /^(\\d+\\.)+x$/;
        const isVersion = VERSION.test("1.2.x");
        const isNested = /^(a+)+$/.test("aaaa");
        """,
    ],
    "link-from-outside": [
        """
        export default function Profile({ searchParams }) {
          return <a href={`/users/${searchParams.name}`}>Site</a>;
        }
        """,
        """
        // later: a check of the protocol is none for links
        const back = new URLSearchParams(location.search).get("back");
        if (["http:", "https:"].includes(new URL(back, location.href).protocol)) {
          document.querySelector("#back").setAttribute("href", back);
        }
        """,
        """
        export default function Picture({ params }) {
          return <img src={params.picture} alt="" />;
        }
        """,
    ],
}
