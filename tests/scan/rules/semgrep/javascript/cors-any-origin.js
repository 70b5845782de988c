import cors from "cors";
import express from "express";

const app = express();
// ruleid: holdfast.javascript.cors-any-origin
app.use(cors());
// ruleid: holdfast.javascript.cors-any-origin
app.use(cors({ origin: "*", maxAge: 600 }));
// ruleid: holdfast.javascript.cors-any-origin
app.use(cors({ credentials: true, origin: true }));

// ok: holdfast.javascript.cors-any-origin
app.use(cors({ origin: ["https://app.example.com"] }));

app.get("/open", (req, res) => {
  // ruleid: holdfast.javascript.cors-any-origin
  res.setHeader("Access-Control-Allow-Origin", "*");
  // ok: holdfast.javascript.cors-any-origin
  res.setHeader("Access-Control-Allow-Origin", "https://app.example.com");
});
