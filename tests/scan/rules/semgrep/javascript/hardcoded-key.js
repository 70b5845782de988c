import session from "express-session";
import jwt from "jsonwebtoken";

// ruleid: holdfast.javascript.hardcoded-key
jwt.sign({ id: 1 }, "written-down");
// ruleid: holdfast.javascript.hardcoded-key
jwt.verify(token, process.env.SIGNING || "written-down", { algorithms: ["HS256"] });
// ruleid: holdfast.javascript.hardcoded-key
session({ secret: "keyboard cat", cookie: { secure: true } });

// ok: holdfast.javascript.hardcoded-key
jwt.sign({ id: 1 }, process.env.SIGNING);
// ok: holdfast.javascript.hardcoded-key
session({ secret: config.session, cookie: { secure: true } });
