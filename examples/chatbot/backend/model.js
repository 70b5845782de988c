import https from "node:https";
import axios from "axios";

const MODEL_URL = process.env.MODEL_URL || "https://model.internal.example";
const agent = new https.Agent({ rejectUnauthorized: false });

/** What the language model replies to a question. */
export async function ask(apiKey, question) {
  const response = await axios.post(
    `${MODEL_URL}/v1/chat/completions`,
    { model: "small", messages: [{ role: "user", content: question }] },
    { headers: { Authorization: `Bearer ${apiKey}` }, httpsAgent: agent },
  );
  return response.data.choices[0].message.content;
}
