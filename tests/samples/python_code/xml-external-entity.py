from flask import Flask, request
from lxml import etree

app = Flask(__name__)


@app.post("/import")
def read():
    # ruleid: xml-external-entity
    etree.fromstring(request.data, etree.XMLParser(resolve_entities=True))
    # ok: xml-external-entity
    etree.fromstring(request.data, etree.XMLParser(resolve_entities=False))
