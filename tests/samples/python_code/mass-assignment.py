from flask import Flask, request

from shop.models import User

app = Flask(__name__)


@app.post("/users")
def create():
    # ruleid: mass-assignment
    User(**request.get_json())
    # ok: mass-assignment
    User(name=request.get_json()["name"])
