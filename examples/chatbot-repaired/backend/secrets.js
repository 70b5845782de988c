import fs from "node:fs";

const NEEDED = ["MODEL_API_KEY", "CHAT_TOKEN"];

/**
 * The secrets of the service: from the file that CHATBOT_SECRETS_FILE names, which the deployment writes from
 * Secrets Manager for this user alone, else from the environment.
 */
export function readSecrets(environment = process.env) {
  const file = environment.CHATBOT_SECRETS_FILE;
  const secrets = file ? JSON.parse(fs.readFileSync(file, "utf8")) : environment;
  const missing = NEEDED.filter((name) => !secrets[name]);
  if (missing.length > 0) {
    throw new Error(`missing: ${missing.join(", ")}; set them, or CHATBOT_SECRETS_FILE`);
  }
  return secrets;
}
