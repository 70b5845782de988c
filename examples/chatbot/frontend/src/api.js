import axios from "axios";

const BACKEND = "http://chat.example.com:3000";

const uploads = {
  bucket: "chatbot-uploads",
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
};

/** Sends a question and returns the reply. */
export async function send(message) {
  const response = await axios.post(`${BACKEND}/`, { message, bucket: uploads.bucket });
  return response.data.reply;
}
