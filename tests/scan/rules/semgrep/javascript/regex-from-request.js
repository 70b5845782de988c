import _ from "lodash";

export function find(req, res) {
  // ruleid: holdfast.javascript.regex-from-request
  new RegExp(req.query.q, "i");
  const word = req.body.word;
  // ruleid: holdfast.javascript.regex-from-request
  RegExp(`^${word}$`);

  // ok: holdfast.javascript.regex-from-request
  new RegExp(_.escapeRegExp(req.query.q), "i");
  // ok: holdfast.javascript.regex-from-request
  new RegExp(req.query.q.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
}
