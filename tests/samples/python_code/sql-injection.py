from flask import Flask, request

app = Flask(__name__)


@app.post("/find")
def find(cursor):
    name = request.form["name"]
    # ruleid: sql-injection
    cursor.execute("SELECT * FROM users WHERE name = '" + name + "'")
    # ok: sql-injection
    cursor.execute("SELECT * FROM users WHERE name = ?", (name,))
    column = {"n": "name", "d": "day"}.get(request.args["order"], "name")
    # ok: sql-injection
    cursor.execute(f"SELECT * FROM users ORDER BY {column}")
