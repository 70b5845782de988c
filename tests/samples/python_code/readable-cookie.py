from flask import make_response


def answer(state):
    response = make_response("done")
    # ruleid: readable-cookie
    response.set_cookie("state", state, secure=True)
    # ok: readable-cookie
    response.set_cookie("state", state, secure=True, httponly=True)
    return response
