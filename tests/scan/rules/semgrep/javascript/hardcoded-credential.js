// ruleid: holdfast.javascript.hardcoded-credential
const dbPassword = "chatbot-Winter-2023";
export const settings = {
  // ruleid: holdfast.javascript.hardcoded-credential
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  // ok: holdfast.javascript.hardcoded-credential
  tokenUrl: "https://login.example.com/token",
  // ok: holdfast.javascript.hardcoded-credential
  password: process.env.DB_PASSWORD,
};
// ruleid: holdfast.javascript.hardcoded-credential
settings.apiKey = "0123-4567-89ab-cdef";

// ok: holdfast.javascript.hardcoded-credential
const apiKey = "<your key>";
// ok: holdfast.javascript.hardcoded-credential
const secret = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:model";
// ok: holdfast.javascript.hardcoded-credential
const password = "";
