import crypto, { createHash } from "node:crypto";

// ruleid: holdfast.javascript.weak-hash
export const session: string = createHash("md5").update(String(Date.now())).digest("hex");
// ruleid: holdfast.javascript.weak-hash
export const etag: string = crypto.createHash("SHA1").update("body").digest("hex");

// ok: holdfast.javascript.weak-hash
export const digest: string = createHash("sha256").update("body").digest("hex");
// ok: holdfast.javascript.weak-hash
export const id: string = crypto.randomUUID();
