// ruleid: holdfast.javascript.secret-to-log
console.log(`Retrieved API Key: ${apiKey}`);
// ruleid: holdfast.javascript.secret-to-log
console.error("cannot log in", user.name, user.password);
const line = "using " + process.env.DB_PASSWORD;
// ruleid: holdfast.javascript.secret-to-log
logger.info(line);
// ruleid: holdfast.javascript.secret-to-log
log.debug({ token: session.accessToken });

// ok: holdfast.javascript.secret-to-log
console.log("the API key was loaded");
// ok: holdfast.javascript.secret-to-log
console.log(`a key of ${apiKey.length} characters`);
// ok: holdfast.javascript.secret-to-log
console.log("key", redact(apiKey), "present", Boolean(apiKey));
// ok: holdfast.javascript.secret-to-log
console.log(apiKey ? "configured" : "missing");
// ok: holdfast.javascript.secret-to-log
logger.info(`used ${usage.maxTokens} tokens`);
