import axios from "axios";

export async function preview(req, res) {
  // ruleid: holdfast.javascript.url-from-request
  await axios.get(req.body.url);
  // ruleid: holdfast.javascript.url-from-request
  await fetch(`https://${req.query.host}/status`);
  // ruleid: holdfast.javascript.url-from-request
  await axios({ method: "get", url: req.body.url });

  // ok: holdfast.javascript.url-from-request
  await axios.get(PAGES[req.body.page]);
  // ok: holdfast.javascript.url-from-request
  await axios.post(MODEL_URL, { question: req.body.question });
  // ok: holdfast.javascript.url-from-request
  await fetch(`${SEARCH}?q=${encodeURIComponent(req.query.q)}`);
  res.end();
}
