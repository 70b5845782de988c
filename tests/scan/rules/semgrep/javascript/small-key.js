import crypto from "node:crypto";

// ruleid: holdfast.javascript.small-key
crypto.generateKeyPairSync("rsa", { modulusLength: 1024 });
// ruleid: holdfast.javascript.small-key
crypto.createDiffieHellman(512);

// ok: holdfast.javascript.small-key
crypto.generateKeyPairSync("rsa", { modulusLength: 3072 });
// ok: holdfast.javascript.small-key
crypto.generateKeyPairSync("ec", { namedCurve: "prime256v1" });
