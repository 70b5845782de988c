CREATE TABLE IF NOT EXISTS conversations (
  id text,
  question text,
  reply text
);
