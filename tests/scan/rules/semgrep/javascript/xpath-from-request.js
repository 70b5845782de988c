import xpath from "xpath";

export function find(req, res) {
  // ruleid: holdfast.javascript.xpath-from-request
  xpath.select("//user[name='" + req.query.name + "']", users);
  const path = `//user[@id='${req.params.id}']`;
  // ruleid: holdfast.javascript.xpath-from-request
  xpath.select1(path, users);

  // ok: holdfast.javascript.xpath-from-request
  xpath.parse("//user[name=$name]").select({ node: users, variables: { name: req.query.name } });
  // ok: holdfast.javascript.xpath-from-request
  xpath.select1(`//user[@id=${Number(req.params.id)}]`, users);
}
