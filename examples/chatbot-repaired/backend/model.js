import axios from "axios";

const MODEL_URL = process.env.MODEL_URL ?? "https://model.internal.example";

/** A function that asks the language model one question. */
export function createModel(apiKey) {
  return async function ask(question) {
    const response = await axios.post(
      `${MODEL_URL}/v1/chat/completions`,
      { model: "small", messages: [{ role: "user", content: question }] },
      { headers: { Authorization: `Bearer ${apiKey}` }, timeout: 10_000, maxRedirects: 0 },
    );
    return response.data.choices[0].message.content;
  };
}
