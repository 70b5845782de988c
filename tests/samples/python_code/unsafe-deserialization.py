import base64
import pickle

import yaml
from flask import Flask, request

app = Flask(__name__)


@app.post("/load")
def load():
    # ruleid: unsafe-deserialization
    pickle.loads(base64.b64decode(request.cookies["state"]))
    # ruleid: unsafe-deserialization
    yaml.load(request.data, Loader=yaml.Loader)
    # ok: unsafe-deserialization
    yaml.load(request.data, Loader=yaml.SafeLoader)


def restore(path):
    # ruleid: unsafe-deserialization
    return pickle.load(path.open("rb"))
