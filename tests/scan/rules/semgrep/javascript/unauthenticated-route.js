import express from "express";
import { requireUser } from "./session.js";

export function open() {
  const app = express();
  // ruleid: holdfast.javascript.unauthenticated-route
  app.post("/", async (req, res) => {
    res.json(await answer(req.body));
  });
  // ruleid: holdfast.javascript.unauthenticated-route
  app.delete("/users/:id", function remove(req, res) {
    res.end();
  });

  // ok: holdfast.javascript.unauthenticated-route
  app.get("/", (req, res) => res.send("hello"));
  // ok: holdfast.javascript.unauthenticated-route
  app.post("/orders", requireUser, (req, res) => res.end());
  // ok: holdfast.javascript.unauthenticated-route
  app.post("/login", (req, res) => res.end());
  // ok: holdfast.javascript.unauthenticated-route
  cache.delete("/", (req, res) => res.end());
  return app;
}

export function guarded() {
  const router = express.Router();
  router.use(requireUser);
  // ok: holdfast.javascript.unauthenticated-route
  router.post("/", (req, res) => res.end());
  return router;
}

export function unguarded(orders) {
  const app = express();
  // ruleid: holdfast.javascript.unauthenticated-route
  app.put("/orders/:id", orders.replace);
  // ruleid: holdfast.javascript.unauthenticated-route
  app.patch("/orders/:id", wrap(async (req, res) => res.json(await orders.change(req.params.id))));
  // ruleid: holdfast.javascript.unauthenticated-route
  app.post("/orders", async (req, res) => res.json(await orders.create(String(req.body.item))));
  // ok: holdfast.javascript.unauthenticated-route
  app.patch("/items/:id", withRole("admin", orders.replace));
  // ok: holdfast.javascript.unauthenticated-route
  app.delete("/orders/:id", requireUser, orders.remove);
  return app;
}

export function keyed(orders) {
  const app = express();
  app.use(verifyApiKey);
  // ok: holdfast.javascript.unauthenticated-route
  app.delete("/orders/:id", orders.remove);
  return app;
}
