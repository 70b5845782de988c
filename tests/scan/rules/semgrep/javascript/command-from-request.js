import { exec, execFile, spawn } from "node:child_process";

export function pack(req, res) {
  const name = req.body.name;
  // ruleid: holdfast.javascript.command-from-request
  exec(`tar -czf /tmp/${name}.tgz data`);
  // ruleid: holdfast.javascript.command-from-request
  spawn("tar", ["-czf", name], { shell: true });
  // ruleid: holdfast.javascript.command-from-request
  execFile(req.query.tool, []);

  // ok: holdfast.javascript.command-from-request
  execFile("tar", ["-czf", "/tmp/all.tgz", "--", name]);
  // ok: holdfast.javascript.command-from-request
  exec("uptime");
  // ok: holdfast.javascript.command-from-request
  const found = /^[a-z]+$/.exec("name");
  res.json(found);
}
