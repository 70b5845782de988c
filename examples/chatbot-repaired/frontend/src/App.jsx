import React, { useState } from "react";
import { send } from "./api.js";

/** The page: a list of replies and a line to type in. */
export function App() {
  const [lines, setLines] = useState([]);
  const [question, setQuestion] = useState("");
  const [token, setToken] = useState("");

  async function submit(event) {
    event.preventDefault();
    const reply = await send(question, token).catch((error) => `That did not work: ${error.message}`);
    setLines([...lines, question, reply]);
    setQuestion("");
  }

  return (
    <main>
      <h1>Chatbot</h1>
      {lines.map((line, index) => (
        <p key={index}>{line}</p>
      ))}
      <form onSubmit={submit}>
        <input aria-label="Token" type="password" value={token} onChange={(event) => setToken(event.target.value)} />
        <input aria-label="Question" value={question} onChange={(event) => setQuestion(event.target.value)} />
        <button type="submit">Send</button>
      </form>
    </main>
  );
}
