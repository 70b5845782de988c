import csrf from "csurf";

// ruleid: holdfast.javascript.csrf-check-disabled
app.use(csrf({ ignoreMethods: ["GET", "POST"] }));
// ruleid: holdfast.javascript.csrf-check-disabled
app.use(lusca({ csrf: false }));
// ok: holdfast.javascript.csrf-check-disabled
app.use(csrf({ ignoreMethods: ["GET", "HEAD", "OPTIONS"] }));
