"""Parameters are from outside where a framework fills them with text."""

import pytest

from holdfast.scan.taint.analysis import analyse

FASTAPI = "from fastapi import Depends, FastAPI\nfrom pydantic import BaseModel\napp = FastAPI()\n"
FLASK = "from flask import Flask\napp = Flask('x')\n"
DJANGO = "from django.views import View\n"
MODEL = "class M(BaseModel):\n    a: str\n    b: int\n\n"


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        (f"{FASTAPI}@app.get('/')\ndef f(a: str):\n    x.execute(a)\n", True),
        (f"{FASTAPI}@app.get('/')\ndef f(a: int):\n    x.execute(a)\n", False),
        (f"{FASTAPI}@app.get('/')\ndef f(a: int | None = None):\n    x.execute(a)\n", False),
        (f"{FASTAPI}{MODEL}@app.post('/')\ndef f(m: M):\n    x.execute(m.a)\n", True),
        (f"{FASTAPI}{MODEL}@app.post('/')\ndef f(m: M):\n    x.execute(m.b)\n", False),
        (f"{FASTAPI}from a import g\n@app.get('/')\ndef f(a=Depends(g)):\n    x.execute(a)\n", False),
        (f"{FLASK}@app.get('/<a>')\ndef f(a):\n    x.execute(a)\n", True),
        (f"{FLASK}@app.get('/<int:a>')\ndef f(a):\n    x.execute(a)\n", False),
        (f"{DJANGO}def f(request, name):\n    x.execute(name)\n", True),
        (f"{DJANGO}def f(request, pk):\n    x.execute(pk)\n", False),
        (f"{DJANGO}class V(View):\n    def get(self, request):\n        x.execute(self.kwargs['a'])\n", True),
        (f"{DJANGO}class V(View):\n    def q(self):\n        x.execute(self.request.user.name)\n", False),
        ("def handler(event, context):\n    x.execute(event['a'])\n", True),
        ("def handler(event, context):\n    x.execute(event['CodePipeline.job'])\n", False),
        ("def f(a):\n    x.execute(a)\n", False),
    ],
)
def test_a_parameter_is_from_outside_if_the_sender_fills_it_with_text(text, is_found):
    assert any(weakness.rule == "sql-injection" for weakness in analyse(text).weaknesses) is is_found


def test_a_generator_fills_a_parameter_with_what_it_yields():
    text = """
import httpx
from fastapi import Depends, FastAPI
app = FastAPI()
async def client():
    async with httpx.AsyncClient() as session:
        yield session
@app.get('/x')
async def read(url: str, http=Depends(client)):
    await http.get(url)
"""
    assert [weakness.rule for weakness in analyse(text).weaknesses] == ["request-forgery"]


def test_a_method_for_the_field_of_a_password_gets_a_password():
    text = """
from hashlib import sha256
from pydantic import BaseModel, SecretStr, field_serializer
class User(BaseModel):
    password: SecretStr
    @field_serializer("{}")
    def protect(self, value):
        return sha256(value.get_secret_value().encode()).hexdigest()
"""
    assert [found.rule for found in analyse(text.format("password")).weaknesses] == ["fast-password-hash"]
    assert analyse(text.format("name")).weaknesses == ()
