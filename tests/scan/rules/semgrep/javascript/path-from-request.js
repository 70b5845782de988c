import fs from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";

export async function download(req, res) {
  // ruleid: holdfast.javascript.path-from-request
  fs.readFileSync(path.join(FOLDER, req.query.name));
  // ruleid: holdfast.javascript.path-from-request
  await readFile(`${FOLDER}/${req.params.name}`);
  // ruleid: holdfast.javascript.path-from-request
  res.sendFile(path.join(FOLDER, req.params.name));

  // ok: holdfast.javascript.path-from-request
  fs.readFileSync(path.join(FOLDER, path.basename(req.query.name)));
  // ok: holdfast.javascript.path-from-request
  res.sendFile(req.params.name, { root: FOLDER });
  // ok: holdfast.javascript.path-from-request
  fs.writeFileSync(path.join(FOLDER, "last.json"), JSON.stringify(req.body));
}
