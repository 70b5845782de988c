import escapeHtml from "escape-html";

function heading(text) {
  return `<h1>${text}</h1>`;
}

export async function show(req, res) {
  // ruleid: holdfast.javascript.html-from-request
  res.send("<h1>Hello " + req.query.name + "</h1>");
  // ruleid: holdfast.javascript.html-from-request
  res.status(404).send(`<p>no ${req.originalUrl}</p>`);
  // ruleid: holdfast.javascript.html-from-request
  res.send(heading(req.query.title));

  // ok: holdfast.javascript.html-from-request
  res.send(`<h1>Hello ${escapeHtml(req.query.name)}</h1>`);
  // ok: holdfast.javascript.html-from-request
  res.send({ name: req.query.name });
  const user = await users.findById(req.params.id);
  // ok: holdfast.javascript.html-from-request
  res.send(user);
  // ok: holdfast.javascript.html-from-request
  res.type("text/plain").send(`you said ${req.query.text}`);
}
