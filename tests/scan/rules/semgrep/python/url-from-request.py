import urllib.request
from urllib.parse import quote

import requests
from flask import request


def preview():
    # ruleid: holdfast.python.url-from-request
    requests.get(request.args["url"], timeout=5)
    # ruleid: holdfast.python.url-from-request
    urllib.request.urlopen(f"https://{request.form.get('host')}/status")

    # ok: holdfast.python.url-from-request
    requests.get(PAGES[request.args["page"]], timeout=5)
    # ok: holdfast.python.url-from-request
    requests.get("https://search.example.com/?q=" + quote(request.args["q"]), timeout=5)
    # ok: holdfast.python.url-from-request
    requests.post("https://model.example.com", json=request.json, timeout=5)


def lambda_handler(event, context):
    # ruleid: holdfast.python.url-from-request
    urllib.request.urlopen(event["url"])
