import yaml from "js-yaml";
import serialize from "node-serialize";
import serializeScript from "serialize-javascript";

export function load(req, res) {
  // ruleid: holdfast.javascript.unsafe-deserialization
  serialize.unserialize(req.cookies.state);
  // ruleid: holdfast.javascript.unsafe-deserialization
  yaml.load(req.body.text);
  // ruleid: holdfast.javascript.unsafe-deserialization
  serializeScript(res.locals, { unsafe: true });

  // ok: holdfast.javascript.unsafe-deserialization
  JSON.parse(req.cookies.state);
  // ok: holdfast.javascript.unsafe-deserialization
  yaml.load(SETTINGS);
  // ok: holdfast.javascript.unsafe-deserialization
  yaml.load(req.body.text, { schema: yaml.JSON_SCHEMA });
}
