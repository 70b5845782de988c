from urllib.parse import urlsplit

from flask import Flask, redirect, request

app = Flask(__name__)


@app.get("/next")
def go():
    target = request.args["next"]
    if urlsplit(target).netloc == "www.example.com":
        # ok: open-redirect
        return redirect(target)
    if target == "search":
        # ok: open-redirect
        return redirect("/search?q=" + request.args["q"])
    # ruleid: open-redirect
    return redirect(target)
