import shlex
import subprocess

from flask import Flask, request

app = Flask(__name__)


@app.get("/ping")
def ping():
    host = request.args["host"]
    # ruleid: command-injection
    subprocess.run(f"ping -c 1 {host}", shell=True)
    # ruleid: command-injection
    subprocess.run(["sh", "-c", "ping " + host])
    # ok: command-injection
    subprocess.run(["ping", "-c", "1", "--", host], check=True)
    # ok: command-injection
    subprocess.run("ping -c 1 " + shlex.quote(host), shell=True)
