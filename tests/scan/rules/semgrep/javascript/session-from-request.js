export async function choose(req, res) {
  // ruleid: holdfast.javascript.session-from-request
  req.session.role = req.body.role;
  // ruleid: holdfast.javascript.session-from-request
  req.session[req.body.key] = true;

  // ok: holdfast.javascript.session-from-request
  req.session.language = req.query.language;
  const user = await users.load(req.session.userId);
  // ok: holdfast.javascript.session-from-request
  req.session.role = user.role;
}
