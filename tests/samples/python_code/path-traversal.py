from pathlib import Path

from flask import Flask, request
from werkzeug.utils import secure_filename

app = Flask(__name__)
BASE = Path("/srv/files").resolve()


@app.get("/file")
def read():
    name = request.args["name"]
    # ruleid: path-traversal
    open("/srv/files/" + name)
    # ok: path-traversal
    open("/srv/files/" + secure_filename(name))
    path = (BASE / name).resolve()
    if not path.is_relative_to(BASE):
        return "no", 404
    # ok: path-traversal
    path.read_text()
