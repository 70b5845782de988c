CREATE TABLE IF NOT EXISTS conversations (
  id uuid NOT NULL,
  question text NOT NULL,
  reply text NOT NULL,
  asked timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS conversations_id ON conversations (id);
