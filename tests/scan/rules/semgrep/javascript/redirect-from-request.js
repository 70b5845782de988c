export function leave(req, res) {
  // ruleid: holdfast.javascript.redirect-from-request
  res.redirect(req.query.next);
  // ruleid: holdfast.javascript.redirect-from-request
  res.redirect(303, req.body.target);

  // ok: holdfast.javascript.redirect-from-request
  res.redirect("/home");
  // ok: holdfast.javascript.redirect-from-request
  res.redirect(TARGETS[req.query.next] ?? "/home");
  // ok: holdfast.javascript.redirect-from-request
  res.redirect(`/search?q=${encodeURIComponent(req.query.q)}`);
}
