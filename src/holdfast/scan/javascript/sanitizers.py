"""Calls of JavaScript whose answer is harmless: for some dangers, or for all. A data table."""

from holdfast.scan.javascript.sinks import of, words
from holdfast.scan.taint.sanitizers import entries
from holdfast.scan.taint.values import EVERY_DANGER

FUNCTIONS = entries(
    {
        "encodeURIComponent escape querystring.escape":
        "cross-site-scripting request-forgery open-redirect link-from-outside",
        "querystring.stringify qs.stringify query-string.stringify":
        "cross-site-scripting request-forgery open-redirect",
        "encodeURI escape-html he.encode he.escape lodash.escape lodash-es.escape _.escape underscore.escape "
        "validator.escape validator.default.escape html-escaper.escape html-entities.encode entities.escape "
        "entities.encodeHTML entities.escapeUTF8 escape-goat.htmlEscape handlebars.escapeExpression "
        "handlebars.Utils.escapeExpression Handlebars.escapeExpression Handlebars.Utils.escapeExpression "
        "mustache.escape Mustache.escape ejs.escapeXML pug.escape html-escape htmlescape hono.html.html "
        "dompurify.sanitize DOMPurify.sanitize dompurify().sanitize isomorphic-dompurify.sanitize xss "
        "xss.filterXSS filterXSS sanitize-html insane striptags string-strip-html.stripHtml "
        "xss-filters.inHTMLData xss-filters.inDoubleQuotedAttr "
        "@angular/platform-browser.DomSanitizer().sanitize express-sanitizer serialize-javascript devalue "
        "jsesc react-dom.server.renderToString react-dom.server.renderToStaticMarkup ejs.render "
        "ejs.renderFile ejs.compile() pug.render pug.renderFile pug.compile() pug.compileFile() "
        "nunjucks.render nunjucks.renderString mustache.render Mustache.render handlebars.compile() "
        "Handlebars.compile()": "cross-site-scripting",
        "xml-escape": "cross-site-scripting xpath-injection",
        "@braintree/sanitize-url.sanitizeUrl": "link-from-outside",
        "path.basename path.posix.basename path.win32.basename path.extname sanitize-filename filenamify "
        "resolve-path slugify slug @sindresorhus/slugify lodash.kebabCase _.kebabCase": "path-traversal",
        "sqlstring.escape sqlstring.escapeId sqlstring.format mysql.escape mysql.escapeId mysql.format "
        "mysql2.escape mysql2.escapeId mysql2.format mysql2.promise.escape mysql2.promise.escapeId "
        "mysql2.promise.format pg-format pg-format.literal pg-format.ident pg-promise.as.format "
        "pg-promise.as.name pg-promise.as.value pg.escapeLiteral pg.escapeIdentifier "
        "@prisma/client.Prisma.sql @prisma/client.Prisma.join Prisma.sql Prisma.join sql-template-strings "
        "sql-template-tag slonik.sql drizzle-orm.sql kysely.sql": "sql-injection",
        "shell-quote.quote shell-escape shescape.quote shescape.escape shescape.Shescape().quote "
        "shescape.Shescape().escape any-shell-escape shlex.quote shlex.join zx.quote Bun.$.escape":
        "command-injection",
        "ldap-escape ldap-escape.filter ldap-escape.dn "
        + of(
            "ldapjs ldapjs.filters @ldapjs/filter ldapts",
            "EqualityFilter SubstringFilter PresenceFilter GreaterThanEqualsFilter LessThanEqualsFilter "
            "ApproximateFilter ExtensibleFilter",
        ): "ldap-injection",
        "escape-string-regexp RegExp.escape lodash.escapeRegExp lodash-es.escapeRegExp _.escapeRegExp "
        "regexp.escape escape-regexp xregexp.escape XRegExp.escape": "regex-from-request",
        "String mongo-sanitize mongo-sanitize.sanitize express-mongo-sanitize.sanitize "
        "mongoose.sanitizeFilter":
        "nosql-injection",
        "secure-json-parse secure-json-parse.parse @hapi/bourne.parse": "prototype-pollution",
        "lodash.pick lodash-es.pick _.pick underscore.pick "
        "object.pick": "mass-assignment prototype-pollution",
        "node-serialize.serialize serialize-to-js.serialize v8.serialize "
        "cryo.stringify": "unsafe-deserialization",
        "btoa js-base64.encode js-base64.Base64.encode": EVERY_DANGER,
    }
)  # fmt: skip

METHODS = entries(
    {
        "escapeId escapeLiteral escapeIdentifier escape": "sql-injection",
        "toString trim trimStart trimEnd toLowerCase toUpperCase substring substr split padStart padEnd "
        "charAt normalize": "nosql-injection",
    }
)
"""Methods, whatever they are called on. Those of text fail for an object, or make text of it."""

HARMLESS = words(
    "Number parseInt parseFloat Boolean BigInt isNaN isFinite Date moment dayjs ObjectId ms nanoid.nanoid "
    + of("Number", "parseInt parseFloat isNaN isInteger isFinite isSafeInteger")
    + " Array.isArray Object.is Object.hasOwn Date.parse Date.UTC Date.now performance.now "
    + of("Math", "abs ceil floor round trunc min max pow sqrt sign log random")
    + " lodash.toNumber lodash.toInteger _.toNumber _.toInteger lodash.isEmpty lodash.isEqual "
    + of("mongodb bson mongoose mongoose.Types", "ObjectId")
    + " mongodb.ObjectId.isValid mongoose.Types.ObjectId.isValid mongoose.isValidObjectId mongodb.ObjectID "
    "mongodb.ObjectId.createFromHexString "
    + of(
        "crypto",
        "createHash createHmac hash randomBytes randomInt randomUUID timingSafeEqual scrypt scryptSync "
        "pbkdf2 pbkdf2Sync subtle.digest getRandomValues",
    )
    + " "
    + of("bcrypt bcryptjs argon2", "hash hashSync compare compareSync verify genSalt genSaltSync")
    + " Buffer.byteLength Buffer.compare Buffer.isBuffer Buffer.alloc uuid.validate uuid.version uuid.v1 "
    "uuid.v4 uuid.v5 uuid.v7 validate.js.isEmpty "
    + of(
        "validator",
        "isEmail isURL isInt isNumeric isFloat isUUID isAlpha isAlphanumeric isMongoId isIP isFQDN isDate "
        "isISO8601 isBoolean isLength isEmpty isIn matches equals contains toInt toFloat toBoolean toDate",
    )
    + " net.isIP net.isIPv4 net.isIPv6 luxon.DateTime.fromISO date-fns.parseISO date-fns.parse semver.valid "
    "semver.satisfies decimal.js big.js bignumber.js mime.lookup mime.getType mime-types.lookup "
    "mime-types.contentType path.isAbsolute "
    + of("fs fs.promises", "existsSync exists statSync stat lstatSync lstat accessSync access pathExists")
    + " jsonwebtoken.verify jose.jwtVerify "
    + of("child_process", "exec execFile spawn fork")
)
"""Their answers carry nothing dangerous of what they were given; tokens were checked by their signature."""

HARMLESS_METHODS = words(
    "test startsWith endsWith indexOf lastIndexOf includes has hasOwnProperty propertyIsEnumerable "
    "localeCompare charCodeAt codePointAt getTime getFullYear toFixed toPrecision toExponential toISOString "
    "digest findIndex some every equals contains isValid"
)

VALIDATING = words(
    "BigInt ObjectId uuid.parse ipaddr.js.parse "
    + of("mongodb bson mongoose mongoose.Types", "ObjectId")
    + " mongodb.ObjectID mongodb.ObjectId.createFromHexString"
)
"""They throw unless their argument is of a harmless form, so afterwards the argument itself is harmless."""

TESTS = entries(
    {
        "@is-string": "nosql-injection",
        "@is-number @is-boolean @is-bigint Number.isInteger Number.isSafeInteger Number.isFinite "
        "isFinite uuid.validate mongoose.isValidObjectId mongoose.Types.ObjectId.isValid "
        "mongodb.ObjectId.isValid ObjectId.isValid net.isIP net.isIPv4 net.isIPv6 "
        "validator.isUUID validator.isInt validator.isNumeric validator.isAlphanumeric "
        "validator.isAlpha validator.isMongoId validator.isIP validator.isDate "
        "validator.isISO8601 validator.isBoolean validator.isIn validator.isHexadecimal "
        "validator.isSlug validator.default.isUUID validator.default.isAlphanumeric": EVERY_DANGER,
    }
)  # fmt: skip
"""Functions that say yes to what is harmless, and for which dangers."""

RESTORING = words(
    "decodeURIComponent decodeURI unescape atob querystring.unescape querystring.parse qs.parse he.decode "
    "he.unescape lodash.unescape lodash-es.unescape _.unescape underscore.unescape validator.unescape "
    "html-entities.decode html-escaper.unescape entities.decode entities.decodeHTML String.fromCharCode "
    "String.fromCodePoint js-base64.decode js-base64.Base64.decode decode-uri-component"
)
"""They undo what an escaping function did."""

RESOLVING = words(
    of("path path.posix path.win32", "resolve normalize join")
    + " fs.realpathSync fs.realpath fs.realpathSync.native fs.promises.realpath"
)
"""Their answers hold no .. in the middle, so a comparison of the beginning tells the folder."""
