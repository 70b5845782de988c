import { Request, Response } from "express";
import { database } from "./database";

export async function find(req: Request, res: Response): Promise<void> {
  const id = req.query.id as string;
  // ruleid: holdfast.javascript.sql-from-request
  await database.query(`SELECT * FROM conversations WHERE id = '${id}'`);
  const statement = "DELETE FROM conversations WHERE id = '" + req.params.id + "'";
  // ruleid: holdfast.javascript.sql-from-request
  await database.execute(statement);

  // ok: holdfast.javascript.sql-from-request
  await database.query("SELECT * FROM conversations WHERE id = $1", [id]);
  // ok: holdfast.javascript.sql-from-request
  await database.query(`SELECT * FROM conversations LIMIT ${Number(req.query.limit)}`);
  // ok: holdfast.javascript.sql-from-request
  await database.query(`SELECT * FROM conversations ORDER BY ${COLUMNS[req.query.sort as string]}`);
  res.end();
}
