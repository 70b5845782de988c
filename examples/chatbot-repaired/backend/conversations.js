import pg from "pg";

/** Conversations in PostgreSQL, or in memory when no database is given (tests, a developer's machine). */
export function openConversations(url) {
  return url ? inDatabase(new pg.Pool({ connectionString: url, ssl: true })) : inMemory();
}

function inDatabase(pool) {
  return {
    async add(id, question, reply) {
      await pool.query("INSERT INTO conversations (id, question, reply) VALUES ($1, $2, $3)", [id, question, reply]);
    },
    async find(id) {
      const found = await pool.query("SELECT question, reply FROM conversations WHERE id = $1", [id]);
      return found.rows;
    },
    async isReachable() {
      return pool.query("SELECT 1").then(
        () => true,
        () => false,
      );
    },
  };
}

function inMemory() {
  const kept = new Map();
  return {
    async add(id, question, reply) {
      kept.set(id, [...(kept.get(id) ?? []), { question, reply }]);
    },
    async find(id) {
      return kept.get(id) ?? [];
    },
    async isReachable() {
      return true;
    },
  };
}
