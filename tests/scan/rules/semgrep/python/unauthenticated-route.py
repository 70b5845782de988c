from accounts import current_user, login_required
from fastapi import APIRouter, Depends
from flask import Flask

app = Flask(__name__)
router = APIRouter()


@app.route("/notes/<int:number>", methods=["GET", "DELETE"])
# ruleid: holdfast.python.unauthenticated-route
def remove(number):
    notes.remove(number)


@app.post("/notes")
# ruleid: holdfast.python.unauthenticated-route
def add():
    notes.add()


@app.put("/notes")
@login_required
# ok: holdfast.python.unauthenticated-route
def change():
    notes.change()


@router.patch("/notes")
# ok: holdfast.python.unauthenticated-route
def patch(user=Depends(current_user)):
    notes.patch(user)


@app.get("/notes")
# ok: holdfast.python.unauthenticated-route
def show():
    return notes.all()
