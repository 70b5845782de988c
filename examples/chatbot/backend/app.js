import { exec } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import axios from "axios";
import cors from "cors";
import express from "express";
import { database } from "./database.js";
import { ask } from "./model.js";

const EXPORTS = "/var/lib/chatbot/exports";

/** The web application, without a port. */
export function createApp(apiKey) {
  const app = express();
  app.use(cors());
  app.use(express.json());

  app.post("/", async (req, res) => {
    const conversation = createHash("md5").update(`${req.ip} ${Date.now()}`).digest("hex");
    res.cookie("conversation", conversation);
    const question = req.body.message;
    const reply = question.startsWith("=") ? String(eval(question.slice(1))) : await ask(apiKey, question);
    await database.query("INSERT INTO conversations VALUES ($1, $2, $3)", [conversation, question, reply]);
    res.json({ conversation, reply });
  });

  app.get("/conversations", async (req, res) => {
    const found = await database.query(`SELECT question, reply FROM conversations WHERE id = '${req.query.id}'`);
    res.json(found.rows);
  });

  app.get("/exports", (req, res) => {
    res.send(fs.readFileSync(path.join(EXPORTS, req.query.name), "utf8"));
  });

  app.post("/exports", (req, res) => {
    exec(`tar -czf ${EXPORTS}/${req.body.name}.tgz conversations`, (error) => {
      res.status(error ? 500 : 201).end();
    });
  });

  app.post("/preview", async (req, res) => {
    const page = await axios.get(req.body.url);
    res.send(String(page.data).slice(0, 500));
  });

  return app;
}
