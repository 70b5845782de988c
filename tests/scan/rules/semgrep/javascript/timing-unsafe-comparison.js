import crypto from "node:crypto";

export function check(req, body) {
  const expected = crypto.createHmac("sha256", process.env.KEY).update(body).digest("hex");
  // ruleid: holdfast.javascript.timing-unsafe-comparison
  if (req.headers["x-signature"] !== expected) return false;
  // ruleid: holdfast.javascript.timing-unsafe-comparison
  if (req.headers["x-api-key"] === process.env.API_KEY) return true;

  // ok: holdfast.javascript.timing-unsafe-comparison
  if (req.headers["x-api-key"] === undefined) return false;
  // ok: holdfast.javascript.timing-unsafe-comparison
  if (process.env.API_KEY === undefined) return false;
  // ok: holdfast.javascript.timing-unsafe-comparison
  return crypto.timingSafeEqual(Buffer.from(expected), Buffer.from(req.get("x-signature")));
}
