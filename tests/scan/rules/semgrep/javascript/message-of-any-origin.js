// ruleid: holdfast.javascript.message-of-any-origin
window.addEventListener("message", (event) => {
  apply(event.data);
});
// ok: holdfast.javascript.message-of-any-origin
window.addEventListener("message", (event) => {
  if (event.origin !== "https://app.example.com") return;
  apply(event.data);
});
// ok: holdfast.javascript.message-of-any-origin
worker.addEventListener("message", (event) => {
  apply(event.data);
});
