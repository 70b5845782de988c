import crypto from "node:crypto";

// ruleid: holdfast.javascript.weak-cipher
crypto.createCipheriv("des-ede3-cbc", key, iv);
// ruleid: holdfast.javascript.weak-cipher
crypto.createDecipheriv("aes-128-ecb", key, null);
// ruleid: holdfast.javascript.weak-cipher
crypto.createCipher("aes-256-cbc", phrase);

// ok: holdfast.javascript.weak-cipher
crypto.createCipheriv("aes-256-gcm", key, iv);
