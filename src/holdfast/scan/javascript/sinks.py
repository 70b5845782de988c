"""Calls of JavaScript that must not get text from outside. A data table.

A field of ``Sink.keywords`` is one of an object that is given at one of the positions, or at the first.
"""

import re
from collections import defaultdict

from holdfast.scan.taint.sinks import Sink

FUNCTIONS: dict[str, Sink] = {}
METHODS: dict[str, list[Sink]] = defaultdict(list)


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


def of(packages: str, names: str) -> str:
    """Full names of what each of the packages has."""
    return " ".join(f"{package}.{name}" for package in packages.split() for name in names.split())


def functions(
    names: str,
    rule: str,
    positions: tuple[int, ...] = (0,),
    keywords: str = "",
    *,
    is_doubtful_alone: bool = False,
) -> None:
    """Enter plain functions, by full name."""
    fields = tuple(keywords.split())
    entry = Sink(rule=rule, positions=positions, keywords=fields, is_doubtful_alone=is_doubtful_alone)
    FUNCTIONS.update(dict.fromkeys(names.split(), entry))


def methods(
    names: str,
    rule: str,
    owners: str = "*",
    positions: tuple[int, ...] = (0,),
    keywords: str = "",
    strangers: str = "",
) -> None:
    """Enter methods, by their name and what they are called on."""
    entry = Sink(
        rule=rule,
        owners=tuple(owners.split()),
        positions=positions,
        keywords=tuple(keywords.split()),
        strangers=tuple(strangers.split()),
    )
    for name in names.split():
        METHODS[name].append(entry)


SERVERS = (
    "mysql pg promise-mysql sqlite better-sqlite3 mssql oracledb tedious sequelize knex typeorm slonik "
    "postgres @nestjs/typeorm @vercel/postgres @neondatabase/ @google-cloud/bigquery snowflake-sdk "
    "cassandra-driver db database pool conn client sql Sequelize models AppDataSource dataSource "
    "entityManager manager getConnection getManager getRepository cassandra bookshelf"
)
"""Beginnings of names of what speaks SQL: packages, and what variables of it are called."""
LITE = "sqlite better-sqlite3 db database"

methods("query", "sql-injection", owners=f"{SERVERS} ?", keywords="text sql query", strangers="@apollo/")
methods("execute batch", "sql-injection", owners=SERVERS, keywords="sql sqlText")
methods("all run exec each prepare", "sql-injection", owners=LITE)
methods("get iterate", "sql-injection", owners="sqlite better-sqlite3")
methods("raw", "sql-injection", owners=f"{SERVERS} trx em qb ?", strangers="express body-parser")
methods("unsafe", "sql-injection", owners="sql postgres slonik db")
methods("any one none many multi", "sql-injection", owners="pg-promise db")
methods("oneOrNone manyOrNone streamQuery createQueryJob", "sql-injection", keywords="query")
methods("literal", "sql-injection", owners="sequelize Sequelize db models")
methods(
    "whereRaw orWhereRaw andWhereRaw havingRaw orHavingRaw orderByRaw groupByRaw joinRaw fromRaw selectRaw "
    "$queryRawUnsafe $executeRawUnsafe",
    "sql-injection",
)
methods(
    "where having groupBy", "sql-injection", owners="typeorm AppDataSource dataSource getRepository manager"
)
methods("andWhere orWhere andHaving orHaving addSelect addOrderBy addGroupBy", "sql-injection")
functions(
    "sequelize.literal sequelize.Sequelize.literal knex.raw objection.raw drizzle-orm.sql.raw kysely.sql.raw "
    "@prisma/client.Prisma.raw Prisma.raw sql.raw mssql.query mssql.batch slonik.sql.unsafe",
    "sql-injection",
)

SQL_TEXT = re.compile(
    r"\s*(select|insert\s+into|update|delete\s+from|with|create|drop|alter|replace\s+into|merge|call|pragma)\s",
    re.IGNORECASE,
)
"""Beginnings of texts that are SQL, whatever the method below is called on."""
SQL_METHODS = words("query execute all get run exec each prepare iterate raw any one none many batch unsafe")

NOSQL_METHODS = words(
    "find findOne findMany where countDocuments exists distinct aggregate updateOne updateMany "
    "replaceOne deleteOne deleteMany remove findOneAndUpdate findOneAndDelete findOneAndReplace "
    "findOneAndRemove and or nor elemMatch"
)
"""Methods of collections and models: a raw value of a request in their first argument is an operator."""

methods("$where", "nosql-injection")
methods("run", "nosql-injection", owners="neo4j")
methods("mapReduce", "nosql-injection", positions=(0, 1))

functions(
    "child_process.exec child_process.execSync shelljs.exec execa.command execa.commandSync "
    "execa.execaCommand execa.execaCommandSync child-process-promise.exec mz.child_process.exec node-cmd.run "
    "node-cmd.get exec-sh sudo-prompt.exec child_process.promises.exec",
    "command-injection", is_doubtful_alone=True,
)  # fmt: skip

SPAWNERS = words(
    of("child_process child-process-promise mz.child_process", "spawn spawnSync execFile execFileSync")
    + " execa execa.execa execa.sync execa.execaSync cross-spawn cross-spawn.spawn cross-spawn.sync "
    "node-pty.spawn Bun.spawn Bun.spawnSync"
)
"""They take a program and a list of arguments: all of it is a command with ``shell: true``."""

functions(" ".join(SPAWNERS), "command-injection")
functions(
    "child_process.fork execa.node execa.execaNode Deno.Command Deno.run electron.shell.openExternal "
    "electron.shell.openPath",
    "command-injection",
)
methods("execCommand", "command-injection", strangers="document")
methods("exec", "command-injection", owners="ssh2 node-ssh ssh")

functions("Function Object.getPrototypeOf().constructor", "code-injection", positions=(-2,))
functions(
    "eval vm.runInContext vm.runInNewContext vm.runInThisContext vm.Script vm.compileFunction "
    "vm.SourceTextModule safe-eval require-from-string execScript $.globalEval jQuery.globalEval",
    "code-injection", is_doubtful_alone=True,
)  # fmt: skip
methods("run runInContext compileScript", "code-injection", owners="vm2 isolated-vm")
methods("evaluate evaluateOnNewDocument addInitScript", "code-injection", owners="puppeteer playwright page")
functions(
    "require import require.resolve importScripts worker_threads.Worker Worker import-fresh",
    "module-from-request",
)

TIMERS = words("setTimeout setInterval")
"""They run a first argument that is text."""

functions(
    "ejs.render ejs.compile handlebars.compile handlebars.precompile Handlebars.compile pug.render "
    "pug.compile jade.render jade.compile nunjucks.renderString nunjucks.compile nunjucks.Template "
    "mustache.render mustache.parse Mustache.render lodash.template lodash-es.template _.template "
    "underscore.template dot.template dot.compile doT.template doT.compile eta.render eta.renderString "
    "eta.compile hogan.js.compile hogan.compile velocityjs.render velocityjs.parse velocity.render "
    "swig.render swig.compile squirrelly.render squirrelly.compile dustjs-linkedin.renderSource "
    "dustjs-linkedin.compile dust.renderSource dust.compile art-template.render art-template.compile "
    "vue.compile Vue.compile liquidjs.Liquid().parseAndRender liquidjs.Liquid().parseAndRenderSync "
    "marko.compiler.compile",
    "template-injection",
)
functions("twig.twig", "template-injection", (), "data")
methods("renderString", "template-injection", owners="nunjucks env eta")

FILES = "fs fs.promises graceful-fs mz.fs"
functions(
    of(
        FILES,
        "readFile readFileSync writeFile writeFileSync appendFile appendFileSync createReadStream "
        "createWriteStream open openSync openAsBlob opendir opendirSync readdir readdirSync mkdir mkdirSync "
        "mkdtemp mkdtempSync rm rmSync rmdir rmdirSync unlink unlinkSync stat statSync lstat lstatSync "
        "access accessSync exists existsSync chmod chmodSync chown chownSync truncate truncateSync utimes "
        "utimesSync readlink readlinkSync watch watchFile glob globSync ensureDir ensureDirSync ensureFile "
        "ensureFileSync remove removeSync outputFile outputFileSync outputJson readJson readJsonSync "
        "readJSON writeJson writeJsonSync writeJSON emptyDir emptyDirSync pathExists pathExistsSync mkdirs "
        "mkdirp",
    )
    + " express.static serve-static rimraf rimraf.sync rimraf.rimraf mkdirp mkdirp.sync del glob glob.sync "
    "glob.glob globby fast-glob extract-zip yauzl.open unzipper.Open.file jsonfile.readFile "
    "jsonfile.readFileSync jsonfile.writeFile process.chdir Bun.file Bun.write "
    + of("Deno", "open readFile readTextFile writeFile writeTextFile remove readDir mkdir stat create")
    + " shelljs.cat shelljs.rm shelljs.mkdir shelljs.ls",
    "path-traversal",
)
functions(
    of(
        FILES,
        "rename renameSync copyFile copyFileSync cp cpSync link linkSync symlink symlinkSync copy copySync "
        "move moveSync",
    )
    + " shelljs.cp shelljs.mv decompress Deno.rename Deno.copyFile",
    "path-traversal", positions=(0, 1),
)  # fmt: skip
functions("tar.x tar.extract tar.t tar.list tar.c tar.create", "path-traversal", (), "file f cwd C")
methods("sendFile sendfile download file", "path-traversal", owners="@response @context")
methods("render view", "path-traversal", owners="@response @context")
methods("extractAllTo extractAllToAsync", "path-traversal")
methods("mv", "path-traversal", owners="@request @upload ?")
methods("toFile", "path-traversal", owners="sharp")
methods("file directory", "path-traversal", owners="archiver archive")

methods("send write end response", "cross-site-scripting", owners="@response")
methods("html", "cross-site-scripting", owners="@context @response")
functions("micro.send", "cross-site-scripting", positions=(2,))
functions("document.execCommand", "cross-site-scripting", positions=(2,))
functions(
    "document.write document.writeln $ jQuery jquery $.parseHTML jQuery.parseHTML handlebars.SafeString "
    "Handlebars.SafeString nunjucks.runtime.SafeString nunjucks.runtime.markSafe "
    "lit.directives.unsafe-html.unsafeHTML lit.directives.unsafe-html.js.unsafeHTML",
    "cross-site-scripting",
)
methods("write writeln", "cross-site-scripting", owners="document")
methods("insertAdjacentHTML", "cross-site-scripting", positions=(1,))
methods("createContextualFragment setHTMLUnsafe", "cross-site-scripting")
methods(
    "bypassSecurityTrustHtml bypassSecurityTrustScript bypassSecurityTrustUrl bypassSecurityTrustResourceUrl",
    "cross-site-scripting",
)
methods(
    "html append prepend after before replaceWith wrap wrapAll wrapInner",
    "cross-site-scripting", owners="$ jQuery jquery d3",
)  # fmt: skip
methods("setContent", "cross-site-scripting", owners="puppeteer playwright page")

HTML_PROPERTIES = words("innerHTML outerHTML srcdoc")
LINK_PROPERTIES = words("href src action formAction location")

VERBS = "get post put patch delete del head options request"
functions(
    of("axios got superagent request request-promise request-promise-native ky undici", VERBS)
    + " axios got got.stream ky ofetch ofetch.ofetch $fetch fetch Request node-fetch node-fetch.default "
    "cross-fetch cross-fetch.fetch isomorphic-fetch make-fetch-happen undici.fetch undici.stream "
    "undici.pipeline undici.connect request request-promise request-promise-native phin bent needle.get "
    "needle.head needle.post needle.put needle.delete urllib.request @hapi/wreck.get @hapi/wreck.post "
    "download wkhtmltopdf soap.createClient soap.createClientAsync jsdom.JSDOM.fromURL WebSocket ws "
    "ws.WebSocket EventSource axios.postForm axios.putForm http2.connect",
    "request-forgery", keywords="url uri baseURL prefixUrl",
)  # fmt: skip
functions(
    "axios.create got.extend request.defaults ky.create ky.extend", "request-forgery", (), "baseURL prefixUrl"
)
functions("needle needle.request @hapi/wreck.request", "request-forgery", positions=(1,))
functions(
    of("http https follow-redirects.http follow-redirects.https", "get request"),
    "request-forgery", keywords="host hostname",
)  # fmt: skip
functions(
    "net.connect net.createConnection tls.connect", "request-forgery", positions=(0, 1), keywords="host path"
)
methods(
    VERBS,
    "request-forgery",
    owners="axios. axiosInstance got. superagent. ky. ofetch. undici. needle. request.defaults httpService",
    keywords="url uri baseURL",
)
methods("goto parseURL loadURL", "request-forgery")
methods("open", "request-forgery", owners="XMLHttpRequest xhr", positions=(1,))
functions("next.server.NextResponse.rewrite NextResponse.rewrite", "request-forgery")

methods("redirect", "open-redirect", owners="@response @context", positions=(-2,))
methods("location", "open-redirect", owners="@response")
functions(
    "next.server.NextResponse.redirect NextResponse.redirect next.navigation.redirect "
    "next.navigation.permanentRedirect Response.redirect @remix-run/node.redirect @remix-run/react.redirect "
    "react-router.redirect react-router-dom.redirect $app.navigation.goto Astro.redirect open window.open "
    + of("location document.location top.location parent.location", "assign replace"),
    "open-redirect",
)
functions("@sveltejs/kit.redirect micro-redirect", "open-redirect", positions=(1,))
methods("push replace", "open-redirect", owners="next.router next.navigation.useRouter")

functions(
    "node-serialize.unserialize serialize-to-js.deserialize serialize-to-js.deserializeUnsafe "
    "funcster.deepDeserialize cryo.parse v8.deserialize serialijse.deserialize",
    "unsafe-deserialization",
)

YAML_LOADERS = words("js-yaml.load js-yaml.loadAll")
UNSAFE_YAML = words(
    "js-yaml.DEFAULT_FULL_SCHEMA js-yaml-js-types.all js-yaml-js-types.function js-yaml-js-types"
)
"""Schemas with which a loader of YAML builds functions."""
XML_PARSERS = words(
    of("libxmljs libxmljs2 libxml", "parseXml parseXmlString parseXmlAsync")
    + " libxmljs.Document.fromXml libxmljs2.Document.fromXml"
)
"""They read external entities with ``noent: true``."""

functions(
    "xpath.select xpath.select1 xpath.evaluate xpath.parse xpath.selectWithResolver xpath.useNamespaces() "
    "document.evaluate saxon-js.XPath.evaluate "
    + of("fontoxpath", "evaluateXPath evaluateXPathToString evaluateXPathToNodes evaluateXPathToFirstNode"),
    "xpath-injection",
)
functions("xpath.js", "xpath-injection", positions=(1,))
methods("get find", "xpath-injection", owners="libxml")

methods("search", "ldap-injection", owners="ldap", positions=(0, 1), keywords="filter")
methods("bind add modify del compare modifyDN searchReturnAll", "ldap-injection", owners="ldap")
methods(
    "find findUser findUsers findGroup findGroups userExists groupExists getUsersForGroup "
    "getGroupMembershipForUser isUserMemberOf",
    "ldap-injection", owners="activedirectory", keywords="filter",
)  # fmt: skip
functions("ldapjs.parseFilter @ldapjs/filter.parseString", "ldap-injection")

functions("RegExp xregexp xregexp.build XRegExp", "regex-from-request")

COPIERS = "lodash lodash-es _"
functions(
    of(COPIERS, "merge mergeWith defaultsDeep")
    + " deepmerge deepmerge.all merge-deep merge.recursive merge-options deep-extend defaults-deep "
    "mixin-deep assign-deep putil-merge ts-deepmerge.merge @hapi/hoek.merge @hapi/hoek.applyToDefaults "
    "hoek.merge hoek.applyToDefaults angular.merge",
    "prototype-pollution", positions=(-2,),
)  # fmt: skip
functions(
    of(COPIERS, "set setWith update updateWith")
    + " object-path.set object-path.push dot-prop.set dot-prop.setProperty set-value dset just-safe-set "
    "nested-property.set",
    "prototype-pollution", positions=(1,),
)  # fmt: skip
functions("flat.unflatten lodash.zipObjectDeep _.zipObjectDeep dot-object.object", "prototype-pollution")
# Only with true as their first argument they go deeper than one level; what is copied comes third.
functions(
    "$.extend jQuery.extend jquery.extend extend just-extend node.extend", "prototype-pollution", (2, 3)
)

WEAK_HASH_FUNCTIONS = words(
    "md5 js-md5 js-md5.md5 blueimp-md5 md5.js ts-md5.Md5.hashStr sha1 js-sha1 js-sha1.sha1 "
    + of("crypto-js CryptoJS", "MD5 SHA1 HmacMD5 HmacSHA1 RIPEMD160")
    + " crypto-js.md5 crypto-js.sha1 hash.js.sha1 node-forge.md.md5.create node-forge.md.sha1.create"
)
WEAK_HASHES = words(
    "md2 md4 md5 sha sha1 sha-1 md5-sha1 ripemd160 rmd160 rsa-md5 rsa-sha1 ssl3-md5 ssl3-sha1"
)
"""Names that ``crypto.createHash`` takes, in small letters."""
WEAK_CIPHER_FUNCTIONS = words(
    of("crypto-js CryptoJS", "DES.encrypt TripleDES.encrypt RC4.encrypt RC4Drop.encrypt")
    + " crypto.createCipher crypto.createDecipher"
)
WEAK_CIPHER = re.compile(r"(desx?|rc2|rc4|bf|blowfish|cast|idea|seed)\d?\b|.*-ecb$", re.IGNORECASE)
"""Names that ``crypto.createCipheriv`` takes."""

LOGGERS = tuple(
    words(
        "console. logger log. winston pino bunyan log4js loglevel signale consola tslog npmlog fastify.log. "
        "@request.log. @nestjs/common.Logger"
    )
)
LEVELS = words("debug info log warn warning error fatal trace verbose silly http notice critical dir table")
