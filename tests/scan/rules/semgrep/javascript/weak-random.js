import crypto from "node:crypto";

// ruleid: holdfast.javascript.weak-random
export const resetToken = Math.random().toString(36);

export function generatePassword() {
  const at = Math.floor(Math.random() * LETTERS.length);
  // ruleid: holdfast.javascript.weak-random
  return LETTERS[at];
}

// ok: holdfast.javascript.weak-random
export const delay = 100 + Math.random() * 50;
// ok: holdfast.javascript.weak-random
export const sessionToken = crypto.randomBytes(32).toString("hex");
// ok: holdfast.javascript.weak-random
export const tokenExpiry = Date.now() + 3600 * 1000;
