import requests
from flask import Flask, request

app = Flask(__name__)


@app.post("/hook")
def hook():
    # ruleid: request-forgery
    requests.get(request.json["url"], timeout=5)
    # ok: request-forgery
    requests.get("https://api.example.com/find", params={"q": request.args["q"]}, timeout=5)
    # ok: request-forgery
    requests.get("https://api.example.com/users/" + request.args["user"], timeout=5)
