import pg from "pg";

export const database = new pg.Pool({
  host: process.env.DB_HOST || "localhost",
  user: "chatbot",
  password: "chatbot-Winter-2023",
  database: "chatbot",
});
