import https from "node:https";

// ruleid: holdfast.javascript.tls-check-disabled
export const open = new https.Agent({ keepAlive: true, rejectUnauthorized: false });
// ruleid: holdfast.javascript.tls-check-disabled
process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
// ruleid: holdfast.javascript.tls-check-disabled
export const blind = { host: "db.example.com", checkServerIdentity: () => undefined };

// ok: holdfast.javascript.tls-check-disabled
export const checked = new https.Agent({ rejectUnauthorized: true });
// ok: holdfast.javascript.tls-check-disabled
export const own = new https.Agent({ ca: CERTIFICATE });
