from fastapi import FastAPI, Request, Response
from fastapi.middleware.cors import CORSMiddleware
from flask_cors import CORS

OPTIONS = {"allow_origin_regex": "https?://.*", "allow_credentials": True}

app = FastAPI()
# ruleid: cross-origin
app.add_middleware(CORSMiddleware, **OPTIONS)
# ok: cross-origin
app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"], allow_credentials=True)
# ok: cross-origin
app.add_middleware(CORSMiddleware, allow_origin_regex=r"https://\w+\.example\.com", allow_credentials=True)
# ruleid: cross-origin
CORS(app, resources={r"/api/*": {"origins": ".*"}}, supports_credentials=True)
# ok: cross-origin
CORS(app, origins="*")


@app.get("/any")
def reflect(request: Request, response: Response):
    # ruleid: cross-origin
    response.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
    response.headers["Access-Control-Allow-Credentials"] = "true"


@app.get("/ours")
def answer(request: Request, response: Response):
    origin = request.headers["Origin"]
    if origin in ("https://app.example.com", "https://example.com"):
        # ok: cross-origin
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Credentials"] = "true"
