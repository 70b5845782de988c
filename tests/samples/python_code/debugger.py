import os

from flask import Flask
from werkzeug.serving import run_simple

OPTIONS = {"threaded": True} | {"use_debugger": True}
app = Flask(__name__)


def main():
    # ruleid: debugger
    run_simple("127.0.0.1", 8080, app, **OPTIONS)
    # ruleid: debugger
    app.run(debug=True)
    # ok: debugger
    run_simple("127.0.0.1", 8080, app, use_debugger=False)
    # ok: debugger
    app.run(debug="DEBUG" in os.environ)
