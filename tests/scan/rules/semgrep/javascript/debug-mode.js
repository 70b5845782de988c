import errorhandler from "errorhandler";

// ruleid: holdfast.javascript.debug-mode
app.use(errorhandler());
// ruleid: holdfast.javascript.debug-mode
app.set("env", "development");

if (process.env.NODE_ENV === "development") {
  // ok: holdfast.javascript.debug-mode
  app.use(errorhandler());
}
