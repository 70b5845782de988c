import os

from fastapi import FastAPI
from flask import Flask

INSTALLED_APPS = ["chat"]
# ruleid: holdfast.python.debug-mode
DEBUG = True

app = Flask(__name__)
# ruleid: holdfast.python.debug-mode
app.config["DEBUG"] = True
# ruleid: holdfast.python.debug-mode
app.run(host="127.0.0.1", debug=True)
# ruleid: holdfast.python.debug-mode
api = FastAPI(title="chat", debug=True)

# ok: holdfast.python.debug-mode
app.run(debug=False)
# ok: holdfast.python.debug-mode
app.config["DEBUG"] = os.environ.get("DEBUG") == "1"
