export async function save(req, res) {
  // ruleid: holdfast.javascript.mass-assignment
  await User.create(req.body);
  // ruleid: holdfast.javascript.mass-assignment
  await User.findByIdAndUpdate(req.user.id, { ...req.body }, { new: true });
  const data = req.body;
  // ruleid: holdfast.javascript.mass-assignment
  new Account(data);

  const { name, email } = req.body;
  // ok: holdfast.javascript.mass-assignment
  await User.create({ name, email });
  // ok: holdfast.javascript.mass-assignment
  await User.create({ name: req.body.name });
  // ok: holdfast.javascript.mass-assignment
  new URLSearchParams(req.body);
}
