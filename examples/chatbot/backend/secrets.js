import { execSync } from "node:child_process";

const SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:chatbot/model-key-Q7xPz1";

/** The key of the language model, from Secrets Manager or, on a developer's machine, from MODEL_API_KEY. */
export function readApiKey() {
  if (process.env.MODEL_API_KEY) {
    return process.env.MODEL_API_KEY;
  }
  const answer = execSync(`aws secretsmanager get-secret-value --secret-id ${SECRET} --query SecretString`);
  return JSON.parse(answer.toString());
}
