import re

from flask import Flask, request

app = Flask(__name__)


@app.get("/search")
def search(lines):
    # ruleid: regex-from-request
    re.search(request.args["pattern"], "text")
    # ok: regex-from-request
    re.search(re.escape(request.args["pattern"]), "text")
