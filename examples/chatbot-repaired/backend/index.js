import { createApp } from "./app.js";
import { openConversations } from "./conversations.js";
import { createModel } from "./model.js";
import { readSecrets } from "./secrets.js";

const port = Number(process.env.PORT ?? 3000);
const host = process.env.HOST ?? "127.0.0.1";
const secrets = readSecrets();
console.log("the secrets were loaded");

const app = createApp({
  token: secrets.CHAT_TOKEN,
  ask: createModel(secrets.MODEL_API_KEY),
  conversations: openConversations(secrets.DATABASE_URL),
  origins: (process.env.ORIGINS ?? "").split(",").filter(Boolean),
});
const server = app.listen(port, host, () => console.log(`chatbot listens on ${host}:${port}`));
process.on("SIGTERM", () => server.close());
