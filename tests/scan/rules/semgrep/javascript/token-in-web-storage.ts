// ruleid: holdfast.javascript.token-in-web-storage
localStorage.setItem("access_token", answer.token);
// ruleid: holdfast.javascript.token-in-web-storage
sessionStorage.setItem("jwt", answer.jwt);
// ok: holdfast.javascript.token-in-web-storage
localStorage.setItem("theme", theme);
// ok: holdfast.javascript.token-in-web-storage
localStorage.setItem("csrfToken", answer.csrf);
