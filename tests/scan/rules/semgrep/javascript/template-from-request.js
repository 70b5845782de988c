import ejs from "ejs";
import pug from "pug";

export function preview(req, res) {
  // ruleid: holdfast.javascript.template-from-request
  ejs.render(`<h1>${req.query.title}</h1>`, {});
  const source = req.body.source;
  // ruleid: holdfast.javascript.template-from-request
  pug.compile(source);
  // ruleid: holdfast.javascript.template-from-request
  res.render("profile", req.query);

  // ok: holdfast.javascript.template-from-request
  ejs.render(PAGE, { title: req.query.title });
  // ok: holdfast.javascript.template-from-request
  res.render("profile", { name: req.query.name });
}
