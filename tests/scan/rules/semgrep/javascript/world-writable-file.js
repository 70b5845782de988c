import fs from "node:fs";

// ruleid: holdfast.javascript.world-writable-file
fs.chmodSync("/srv/run.sh", 0o777);
// ruleid: holdfast.javascript.world-writable-file
fs.writeFileSync("/srv/data", text, { mode: 0o666 });
// ok: holdfast.javascript.world-writable-file
fs.chmodSync("/srv/run.sh", 0o750);
// ok: holdfast.javascript.world-writable-file
fs.writeFileSync("/srv/data", text, { mode: 0o600 });
