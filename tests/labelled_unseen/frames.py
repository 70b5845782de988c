"""The modules around a case: Flask, Django and FastAPI, each in the shapes that applications have.

A frame has a page with a form (GET) and a handler (POST); the handler's lines are put at `@BODY@`.
"""

FORM_PAGE = '''"""
<html><head><title>__TITLE__</title></head>
<body><form action="" method="POST">
<label for="__KEY__">Text</label><input id="__KEY__" name="__KEY__">
<input type="submit" value="Send"></form></body></html>
"""'''

FLASK_BLUEPRINT = """
from flask import Blueprint, request
@IMPORTS@
__CASE__ = Blueprint("__CASE__", __name__)
FORM = @FORM@

@MODULE@

@__CASE__.route("/__CATEGORY__/__CASE__", methods=["GET"])
def __CASE___form():
    return FORM


@__CASE__.route("/__CATEGORY__/__CASE__@ROUTE@", methods=["POST"])
def __CASE___post(@ARGS@):
    RESPONSE = ""
@BODY@
    return RESPONSE
"""

FLASK_INIT = """
from flask import request
@IMPORTS@
@MODULE@

def init(app):
    @app.route("/__CATEGORY__/__CASE__@ROUTE@", methods=["GET"])
    def __CASE___get(@ARGS@):
        return __CASE___post(@CALL@)

    @app.route("/__CATEGORY__/__CASE__@ROUTE@", methods=["POST"])
    def __CASE___post(@ARGS@):
        RESPONSE = ""
@BODY@
        return RESPONSE
"""

FLASK_VIEW = """
from flask import Blueprint, request
from flask.views import MethodView
@IMPORTS@
pages = Blueprint("__CASE__", __name__)
FORM = @FORM@

@MODULE@

class __CASE__View(MethodView):
    \"\"\"The page of this case.\"\"\"

    def get(self, **parts):
        return FORM

    def post(self@MORE_ARGS@):
        RESPONSE = ""
@BODY@
        return RESPONSE


pages.add_url_rule("/__CATEGORY__/__CASE__@ROUTE@", view_func=__CASE__View.as_view("__CASE__"))
"""

DJANGO_FUNCTION = """
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_http_methods
@IMPORTS@
FORM = @FORM@

@MODULE@

@require_http_methods(["GET", "POST"])
def __CASE__(request@MORE_ARGS@):
    if request.method == "GET" and "__KEY__" not in request.GET:
        return HttpResponse(FORM)
    RESPONSE = ""
@BODY@
    return HttpResponse(RESPONSE)


urlpatterns = [path("__CATEGORY__/__CASE__@ROUTE@", __CASE__)]
"""

DJANGO_VIEW = """
from django.http import HttpResponse
from django.urls import path
from django.views import View
@IMPORTS@
FORM = @FORM@

@MODULE@

class __CASE__View(View):
    \"\"\"The page of this case.\"\"\"

    def get(self, request, **parts):
        return HttpResponse(FORM)

    def post(self, request@MORE_ARGS@):
        RESPONSE = ""
@BODY@
        return HttpResponse(RESPONSE)


urlpatterns = [path("__CATEGORY__/__CASE__@ROUTE@", __CASE__View.as_view())]
"""

FASTAPI = """
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
@IMPORTS@
router = APIRouter()
FORM = @FORM@

@MODULE@

@router.get("/__CATEGORY__/__CASE__/form", response_class=HTMLResponse)
async def __CASE___form():
    return FORM


@router.post("/__CATEGORY__/__CASE__@ROUTE@")
async def __CASE___post(request: Request@MORE_ARGS@):
    RESPONSE = ""
@BODY@
    return HTMLResponse(RESPONSE)
"""

FRAMES = {
    "flask": (FLASK_BLUEPRINT, FLASK_INIT, FLASK_BLUEPRINT, FLASK_VIEW),
    "django": (DJANGO_FUNCTION, DJANGO_VIEW),
    "fastapi": (FASTAPI,),
}
CONSTANT_PAGE = {
    "flask": 'return "not possible"',
    "django": 'return HttpResponse("not possible")',
    "fastapi": 'return HTMLResponse("not possible")',
}
