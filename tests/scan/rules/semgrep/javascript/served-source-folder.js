import express from "express";
import path from "node:path";

// ruleid: holdfast.javascript.served-source-folder
app.use(express.static(__dirname));
// ruleid: holdfast.javascript.served-source-folder
app.use("/files", express.static("."));
// ok: holdfast.javascript.served-source-folder
app.use(express.static(path.join(__dirname, "public")));
