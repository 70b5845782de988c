import importlib

from flask import Flask, request

app = Flask(__name__)


@app.get("/load")
def load():
    name = request.args["module"]
    # ruleid: module-from-request
    importlib.import_module(name)
    if name not in ("pdf", "csv"):
        return "unknown"
    # ok: module-from-request
    importlib.import_module(name)
