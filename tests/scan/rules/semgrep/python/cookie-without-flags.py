from flask import make_response


def enter(session, options):
    response = make_response()
    # ruleid: holdfast.python.cookie-without-flags
    response.set_cookie("session", session)
    # ruleid: holdfast.python.cookie-without-flags
    response.set_cookie("session", session, httponly=True, secure=False)

    # ok: holdfast.python.cookie-without-flags
    response.set_cookie("session", session, secure=True, samesite="Strict", httponly=True)
    # ok: holdfast.python.cookie-without-flags
    response.set_cookie("session", session, **options)
    return response
