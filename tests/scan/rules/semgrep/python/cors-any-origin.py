from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from flask import Flask
from flask_cors import CORS

site = Flask(__name__)
# ruleid: holdfast.python.cors-any-origin
CORS(site)
# ok: holdfast.python.cors-any-origin
CORS(site, origins=["https://app.example.com"])

service = FastAPI()
# ruleid: holdfast.python.cors-any-origin
service.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)
# ok: holdfast.python.cors-any-origin
service.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"])


def answer(response):
    # ruleid: holdfast.python.cors-any-origin
    response.headers["Access-Control-Allow-Origin"] = "*"
    # ok: holdfast.python.cors-any-origin
    response.headers["Access-Control-Allow-Origin"] = "https://app.example.com"
