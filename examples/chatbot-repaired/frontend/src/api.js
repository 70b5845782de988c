/** Sends a question and returns the reply; the token is the visitor's own and is kept nowhere. */
export async function send(message, token) {
  const response = await fetch("/chat", {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ message }),
  });
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(answer.error);
  }
  return answer.reply;
}
