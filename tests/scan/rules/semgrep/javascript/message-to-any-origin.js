// ruleid: holdfast.javascript.message-to-any-origin
window.opener.postMessage({ token: readToken() }, "*");
// ok: holdfast.javascript.message-to-any-origin
window.opener.postMessage({ token: readToken() }, "https://app.example.com");
// ok: holdfast.javascript.message-to-any-origin
window.parent.postMessage("ready", "*");
