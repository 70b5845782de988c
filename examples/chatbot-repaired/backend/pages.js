/** The pages that may be previewed. The request names a key, never an address. */
export const PAGES = {
  help: "https://help.example.com/chatbot",
  terms: "https://www.example.com/terms",
};
