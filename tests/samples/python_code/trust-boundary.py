from flask import Flask, request, session

app = Flask(__name__)


@app.post("/role")
def choose():
    role = request.form["role"]
    # ruleid: trust-boundary
    session["role"] = role
    if role in ("reader", "writer"):
        # ok: trust-boundary
        session["role"] = role
