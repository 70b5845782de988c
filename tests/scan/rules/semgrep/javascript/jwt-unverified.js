import jwt from "jsonwebtoken";

export function read(token) {
  // ruleid: holdfast.javascript.jwt-unverified
  return jwt.decode(token);
}

export function readAny(token) {
  // ruleid: holdfast.javascript.jwt-unverified
  jwt.verify(token, key, { algorithms: ["RS256", "none"] });
  // ruleid: holdfast.javascript.jwt-unverified
  jwt.verify(token, key, { algorithms: ["RS256"], ignoreExpiration: true });
  // ok: holdfast.javascript.jwt-unverified
  jwt.verify(token, key, { algorithms: ["RS256"] });
}

export function readByKey(token) {
  // ok: holdfast.javascript.jwt-unverified
  const head = jwt.decode(token, { complete: true });
  return jwt.verify(token, keys[head.header.kid], { algorithms: ["RS256"] });
}
