from flask import make_response

FLAGS = {"secure": True, "httponly": True}


def answer(state):
    response = make_response("done")
    # ruleid: insecure-cookie
    response.set_cookie("state", state, secure=False, httponly=True)
    # ok: insecure-cookie
    response.set_cookie("state", state, **FLAGS)
    return response
