import { User } from "./models.js";

export async function login(req, res) {
  // ruleid: holdfast.javascript.nosql-from-request
  await User.findOne({ email: req.body.email, password: req.body.password });
  const { token } = req.query;
  // ruleid: holdfast.javascript.nosql-from-request
  await User.deleteMany({ token });
  // ruleid: holdfast.javascript.nosql-from-request
  await User.find({ $where: `this.name == '${req.query.name}'` });

  // ok: holdfast.javascript.nosql-from-request
  await User.findOne({ email: String(req.body.email) });
  // ok: holdfast.javascript.nosql-from-request
  await User.findOne({ _id: req.params.id });
  // ok: holdfast.javascript.nosql-from-request
  [{ id: "1" }].find((entry) => entry.id === req.query.id);
  if (typeof token !== "string") {
    return res.status(400).end();
  }
  // ok: holdfast.javascript.nosql-from-request
  await User.findOne({ token });
}
