import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";

process.env.EXPORTS = fs.mkdtempSync(path.join(os.tmpdir(), "chatbot-"));
const { createApp } = await import("../app.js");
const { openConversations } = await import("../conversations.js");

const TOKEN = ["only", "for", "tests"].join("-");
let address;
let server;

before(async () => {
  const ask = async (question) => `you said: ${question}`;
  const app = createApp({ token: TOKEN, ask, conversations: openConversations(""), origins: ["https://app.example"] });
  await new Promise((ready) => {
    server = app.listen(0, "127.0.0.1", ready);
  });
  address = `http://127.0.0.1:${server.address().port}`;
});

after(() => {
  server.close();
  fs.rmSync(process.env.EXPORTS, { recursive: true });
});

function call(route, { body, token = TOKEN, ...headers } = {}) {
  return fetch(`${address}${route}`, {
    method: body ? "POST" : "GET",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}`, ...headers },
    body: body && JSON.stringify(body),
  });
}

test("health answers without a token", async () => {
  const response = await fetch(`${address}/health`);
  assert.equal(response.status, 200);
  assert.deepEqual(await response.json(), { status: "ok", build: "development" });
});

test("chat needs the token", async () => {
  assert.equal((await call("/chat", { body: { message: "hello" }, token: "wrong" })).status, 401);
});

test("chat replies, keeps the conversation and guards its cookie", async () => {
  const response = await call("/chat", { body: { message: "hello" } });
  const { conversation, reply } = await response.json();
  assert.equal(reply, "you said: hello");
  assert.match(response.headers.get("set-cookie"), /HttpOnly; Secure; SameSite=Strict/);
  const kept = await (await call(`/conversations/${conversation}`)).json();
  assert.deepEqual(kept, [{ question: "hello", reply: "you said: hello" }]);
});

test("a formula is a question, not code", async () => {
  const response = await call("/chat", { body: { message: "=process.exit(1)" } });
  assert.equal((await response.json()).reply, "you said: =process.exit(1)");
});

test("a question that is too long is refused", async () => {
  assert.equal((await call("/chat", { body: { message: "x".repeat(2001) } })).status, 400);
});

test("another origin gets no permission, the own one does", async () => {
  const foreign = await call("/health", { origin: "https://evil.example" });
  assert.equal(foreign.headers.get("access-control-allow-origin"), null);
  const own = await call("/health", { origin: "https://app.example" });
  assert.equal(own.headers.get("access-control-allow-origin"), "https://app.example");
});

test("an export is written and fetched, and nothing outside its folder is", async () => {
  const { name } = await (await call("/exports", { body: { conversation: "none" } })).json();
  assert.deepEqual(await (await call(`/exports/${name}`)).json(), []);
  assert.equal((await call("/exports/..%2f..%2fetc%2fpasswd")).status, 403);
});

test("only listed pages are previewed", async () => {
  assert.equal((await call("/preview/constructor")).status, 404);
});
