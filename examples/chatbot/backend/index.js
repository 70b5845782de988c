import { createApp } from "./app.js";
import { readApiKey } from "./secrets.js";

const port = process.env.PORT || 3000;
const apiKey = readApiKey();
console.log(`Retrieved API Key: ${apiKey}`);

createApp(apiKey).listen(port, () => console.log(`chatbot listens on ${port}`));
