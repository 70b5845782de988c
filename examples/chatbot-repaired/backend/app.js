import { randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import axios from "axios";
import cors from "cors";
import express from "express";
import { rateLimit } from "express-rate-limit";
import helmet from "helmet";
import { requireToken } from "./guard.js";
import { PAGES } from "./pages.js";

const EXPORTS = process.env.EXPORTS ?? "/var/lib/chatbot/exports";
const PUBLIC = path.join(import.meta.dirname, "..", "frontend", "dist");
const BUILD = process.env.BUILD_ID ?? "development";
const LONGEST_QUESTION = 2000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const COOKIE = { httpOnly: true, secure: true, sameSite: "strict", maxAge: 3_600_000 };

/** The web application, without a port; `ask` and `conversations` are passed in so that tests need neither. */
export function createApp({ token, ask, conversations, origins = [] }) {
  const app = express();
  app.use(helmet());
  app.use(cors({ origin: origins }));
  app.use(express.json({ limit: "16kb" }));
  app.use(express.static(PUBLIC));

  app.get("/health", async (req, res) => {
    const isHealthy = await conversations.isReachable();
    res.status(isHealthy ? 200 : 503).json({ status: isHealthy ? "ok" : "database unreachable", build: BUILD });
  });

  const limit = rateLimit({ windowMs: 60_000, limit: 60, standardHeaders: "draft-8", legacyHeaders: false });
  const guard = [limit, requireToken(token)];
  addChat(app, guard, ask, conversations);
  addExports(app, guard, conversations);
  addPreview(app, guard);
  app.use(answerError);
  return app;
}

function addChat(app, guard, ask, conversations) {
  app.post("/chat", guard, async (req, res) => {
    const question = req.body?.message;
    if (typeof question !== "string" || question === "" || question.length > LONGEST_QUESTION) {
      return res.status(400).json({ error: `message must be text of 1 to ${LONGEST_QUESTION} characters` });
    }
    const conversation = UUID.test(req.body.conversation) ? req.body.conversation : randomUUID();
    const reply = await ask(question);
    await conversations.add(conversation, question, reply);
    res.cookie("conversation", conversation, COOKIE).json({ conversation, reply });
  });

  app.get("/conversations/:id", guard, async (req, res) => {
    res.json(UUID.test(req.params.id) ? await conversations.find(req.params.id) : []);
  });
}

function addExports(app, guard, conversations) {
  app.post("/exports", guard, async (req, res) => {
    const id = req.body?.conversation;
    const name = `${randomUUID()}.json`;
    const lines = UUID.test(id) ? await conversations.find(id) : [];
    await fs.writeFile(path.join(EXPORTS, name), JSON.stringify(lines), { mode: 0o600 });
    res.status(201).json({ name });
  });

  app.get("/exports/:name", guard, (req, res) => {
    res.sendFile(req.params.name, { root: EXPORTS, dotfiles: "deny" });
  });
}

function addPreview(app, guard) {
  app.get("/preview/:page", guard, async (req, res) => {
    if (!Object.hasOwn(PAGES, req.params.page)) {
      return res.status(404).json({ error: "no such page" });
    }
    const page = await axios.get(PAGES[req.params.page], { timeout: 5_000, maxRedirects: 0, responseType: "text" });
    res.type("text/plain").send(page.data.slice(0, 500));
  });
}

// Express knows an error handler by its four parameters.
function answerError(error, req, res, next) {
  if (res.headersSent) {
    return next(error);
  }
  const status = axios.isAxiosError(error) ? 502 : (error.status ?? 500);
  console.error(`${req.method} ${req.path} failed: ${error.code ?? error.name}`);
  res.status(status).json({ error: status === 502 ? "another service did not answer" : "the request failed" });
}
