from flask import Flask, request
from lxml import etree

app = Flask(__name__)


@app.get("/user")
def user():
    tree = etree.parse("users.xml")
    # ruleid: xpath-injection
    tree.xpath("//user[@name='%s']" % request.args["name"])
    # ok: xpath-injection
    tree.xpath("//user[@name=$name]", name=request.args["name"])
