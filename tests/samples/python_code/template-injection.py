from flask import Flask, render_template_string, request

app = Flask(__name__)


@app.get("/hello")
def hello():
    name = request.args["name"]
    if name == "":
        # ok: template-injection
        return render_template_string("Hello {{ name }}", name=name)
    # ruleid: template-injection
    return render_template_string("Hello " + request.args["name"])
