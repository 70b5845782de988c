"""Where handlers get their text from, in three frameworks."""

from labelled.pieces import Source


def flask(body: str, signature: str = "", imports: str = "") -> Source:
    """A handler of Flask."""
    return Source("flask", body, signature, imports)


def fastapi(signature: str, body: str = "param = q", imports: str = "") -> Source:
    """A handler of FastAPI."""
    return Source("fastapi", body, signature, imports)


def django(body: str, signature: str = "", imports: str = "") -> Source:
    """A view of Django."""
    return Source("django", body, signature, imports)


DEV = [
    flask("param = request.args.get('q')"),
    flask("param = request.args['q']"),
    flask("param = request.form.get('q', '')"),
    flask("param = ''\nif request.form.get('q'):\n    param = request.form['q']"),
    flask("values = request.form.getlist('q')\nparam = ''\nif values:\n    param = values[0]"),
    flask("param = request.headers.get('X-Token')"),
    flask("param = request.cookies.get('seen', 'none')"),
    flask(
        "param = urllib.parse.unquote_plus(request.cookies.get('seen', 'none'))",
        imports="import urllib.parse",
    ),
    flask("param = request.get_json()['q']"),
    flask("param = request.values.get('q')"),
    flask("param = request.path.split('/')[1]"),
    flask(
        "raw = request.query_string.decode('utf-8')\nat = raw.find('q=')\nif at == -1:\n"
        "    return 'missing'\n"
        "param = raw[at + 2:]\nend = param.find('&')\nif end != -1:\n    param = param[:end]\n"
        "param = urllib.parse.unquote_plus(param)",
        imports="import urllib.parse",
    ),
    flask("param = name", "<name>"),
    fastapi("q: str = ''"),
    fastapi("q: str = Query(...)"),
    fastapi("request: Request", "param = request.query_params.get('q', '')"),
    django("param = request.GET.get('q', '')"),
    django("param = request.POST['q']"),
    django("param = request.META.get('HTTP_X_TOKEN', '')"),
]

HELD = [
    flask("try:\n    param = request.form['q']\nexcept KeyError:\n    param = 'none'"),
    flask(
        "param = ''\nfor key, value in request.headers.items():\n    if key.startswith('X-'):\n"
        "        param = value\n        break"
    ),
    flask(
        "param = ''\nfor name in request.form.keys():\n    if 'q' in request.form.getlist(name):\n"
        "        param = name\n        break"
    ),
    flask("headers = request.headers\nparam = headers.get('Referer') or ''"),
    flask("data = request.get_json(silent=True) or {}\nparam = data.get('q', '')"),
    flask("param = request.json.get('filter', {}).get('name')"),
    flask("param = request.view_args['name']", "<name>"),
    flask("param = request.full_path.partition('?')[2]"),
    flask("param = request.get_data(as_text=True)"),
    flask("param = request.files['upload'].filename"),
    flask("param, *others = request.args.getlist('q') or ['']"),
    flask("args = request.args.to_dict()\nparam = args.get('q', '')"),
    flask("param = unquote(request.headers['X-Name'])", imports="from urllib.parse import unquote"),
    flask(
        "param = parse_qs(request.query_string.decode())['q'][0]", imports="from urllib.parse import parse_qs"
    ),
    flask("param = request.user_agent.string"),
    fastapi("q: str = Header(default='')"),
    fastapi("q: Annotated[str, Cookie()] = ''", imports="from typing import Annotated"),
    fastapi("q: str = Form()"),
    fastapi("payload: dict = Body(...)", "param = payload['q']"),
    fastapi("request: Request", "body = await request.json()\nparam = body['q']"),
    fastapi("request: Request", "form = await request.form()\nparam = form.get('q')"),
    fastapi(
        "item: Item",
        "param = item.name",
        "from pydantic import BaseModel\n\nclass Item(BaseModel):\n    name: str\n",
    ),
    django("param = request.COOKIES.get('q')"),
    django("param = request.headers['X-Name']"),
    django("param = json.loads(request.body)['q']", imports="import json"),
    django("param = name", "name"),
    django("param = kwargs['name']", "**kwargs"),
    django("param = request.GET.getlist('q')[0]"),
]
