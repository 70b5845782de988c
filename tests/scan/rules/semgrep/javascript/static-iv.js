import crypto from "node:crypto";

const IV = Buffer.from("0000000000000000");
// ruleid: holdfast.javascript.static-iv
crypto.createCipheriv("aes-256-cbc", key, IV);
// ruleid: holdfast.javascript.static-iv
crypto.createCipheriv("aes-256-cbc", key, Buffer.alloc(16));

const random = crypto.randomBytes(16);
// ok: holdfast.javascript.static-iv
crypto.createCipheriv("aes-256-cbc", key, random);
