from flask import request


def find(cursor):
    # ruleid: holdfast.python.sql-from-request
    cursor.execute(f"SELECT * FROM conversations WHERE id = '{request.args['id']}'")
    statement = "DELETE FROM conversations WHERE id = '%s'" % request.form.get("id")
    # ruleid: holdfast.python.sql-from-request
    cursor.execute(statement)

    # ok: holdfast.python.sql-from-request
    cursor.execute("SELECT * FROM conversations WHERE id = %s", (request.args["id"],))
    # ok: holdfast.python.sql-from-request
    cursor.execute(f"SELECT * FROM conversations LIMIT {int(request.args['limit'])}")


def handler(event, context):
    # ruleid: holdfast.python.sql-from-request
    database.execute("SELECT * FROM jobs WHERE id = '" + event["id"] + "'")
    # ok: holdfast.python.sql-from-request
    database.execute("SELECT * FROM jobs WHERE id = ?", [event["id"]])
