import React, { useState } from "react";
import { send } from "./api.js";

/** The page: a list of replies and a line to type in. */
export function App() {
  const [lines, setLines] = useState([]);
  const [question, setQuestion] = useState("");

  async function submit(event) {
    event.preventDefault();
    const reply = await send(question);
    setLines([...lines, question, reply]);
    setQuestion("");
  }

  return (
    <main>
      <h1>Chatbot</h1>
      {lines.map((line, index) => (
        <p key={index} dangerouslySetInnerHTML={{ __html: line }} />
      ))}
      <form onSubmit={submit}>
        <input aria-label="Question" value={question} onChange={(event) => setQuestion(event.target.value)} />
        <button type="submit">Send</button>
      </form>
    </main>
  );
}
