import helmet from "helmet";

// ruleid: holdfast.javascript.helmet-part-disabled
app.use(helmet({ contentSecurityPolicy: false }));
// ok: holdfast.javascript.helmet-part-disabled
app.use(helmet());
// ok: holdfast.javascript.helmet-part-disabled
app.use(helmet({ crossOriginEmbedderPolicy: false }));
