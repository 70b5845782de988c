import _ from "lodash";

export function merge(target, source) {
  for (const key in source) {
    if (typeof source[key] === "object") {
      // ruleid: holdfast.javascript.prototype-pollution
      merge(target[key], source[key]);
    } else {
      target[key] = source[key];
    }
  }
}

export function mergeOwn(target, source) {
  for (const key of Object.keys(source)) {
    if (key === "__proto__" || key === "constructor") continue;
    // ok: holdfast.javascript.prototype-pollution
    mergeOwn(target[key], source[key]);
  }
}

export function setPath(target, path, value) {
  const keys = path.split(".");
  let current = target;
  for (const key of keys.slice(0, -1)) {
    current = current[key];
  }
  // ruleid: holdfast.javascript.prototype-pollution
  current[keys[keys.length - 1]] = value;
}

export function change(req, res) {
  // ruleid: holdfast.javascript.prototype-pollution
  _.merge(settings, req.body);
  const { section, key } = req.body;
  // ruleid: holdfast.javascript.prototype-pollution
  settings[section][key] = true;

  // ok: holdfast.javascript.prototype-pollution
  _.merge(settings, { theme: req.body.theme });
  // ok: holdfast.javascript.prototype-pollution
  _.set(settings, "language", req.body.language);
}
