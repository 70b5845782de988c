export function enter(req, res) {
  // ruleid: holdfast.javascript.cookie-without-flags
  res.cookie("session", req.id);
  // ruleid: holdfast.javascript.cookie-without-flags
  res.cookie("session", req.id, { httpOnly: true });
  // ruleid: holdfast.javascript.cookie-without-flags
  res.cookie("session", req.id, { httpOnly: true, secure: false });

  // ok: holdfast.javascript.cookie-without-flags
  res.cookie("session", req.id, { secure: true, sameSite: "strict", httpOnly: true });
  // ok: holdfast.javascript.cookie-without-flags
  res.cookie("session", req.id, { httpOnly: true, secure: isProduction, maxAge: 600 });
  // ok: holdfast.javascript.cookie-without-flags
  res.cookie("session", req.id, COOKIE);
}
