export function answer(err, req, res, next) {
  // ruleid: holdfast.javascript.error-details-to-client
  res.status(500).send(err.stack);
  // ruleid: holdfast.javascript.error-details-to-client
  res.status(500).json({ message: "failed", trace: err.stack });

  // ok: holdfast.javascript.error-details-to-client
  res.status(500).json({ message: "failed" });
  // ok: holdfast.javascript.error-details-to-client
  res.json({ stack: process.env.NODE_ENV === "development" ? err.stack : undefined });
  // ok: holdfast.javascript.error-details-to-client
  console.error(err.stack);
}
