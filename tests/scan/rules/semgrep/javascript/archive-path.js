import fs from "node:fs";
import path from "node:path";

archive.on("entry", (entry) => {
  // ruleid: holdfast.javascript.archive-path
  entry.pipe(fs.createWriteStream(path.join(FOLDER, entry.path)));
});

archive.on("entry", (entry) => {
  const target = path.resolve(FOLDER, entry.path);
  if (!target.startsWith(FOLDER + path.sep)) return entry.autodrain();
  // ok: holdfast.javascript.archive-path
  entry.pipe(fs.createWriteStream(target));
});
