from flask import Flask, jsonify, request
from markupsafe import escape

app = Flask(__name__)


@app.get("/hello/<name>")
def hello(name):
    if request.args.get("safe"):
        # ok: cross-site-scripting
        return f"<p>{escape(name)}</p>"
    if request.args.get("json"):
        # ok: cross-site-scripting
        return jsonify(name=name)
    # ruleid: cross-site-scripting
    return f"<p>{name}</p>"
