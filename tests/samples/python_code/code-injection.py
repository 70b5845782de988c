import ast

from fastapi import FastAPI

app = FastAPI()


@app.get("/sum")
def total(formula: str, count: int):
    # ruleid: code-injection
    answer = eval(formula)
    # ok: code-injection
    answer = ast.literal_eval(formula)
    # ok: code-injection
    return eval(f"{count} + 1"), answer
