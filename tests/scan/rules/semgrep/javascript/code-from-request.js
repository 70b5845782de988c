import vm from "node:vm";

export function calculate(req, res) {
  const formula = req.body.formula;
  // ruleid: holdfast.javascript.code-from-request
  res.send(String(eval(formula)));
  // ruleid: holdfast.javascript.code-from-request
  new Function("x", `return ${req.query.f}`)(1);
  // ruleid: holdfast.javascript.code-from-request
  vm.runInNewContext(req.get("x-code"), {});

  // ok: holdfast.javascript.code-from-request
  JSON.parse(formula);
  // ok: holdfast.javascript.code-from-request
  eval("1 + 1");
}
