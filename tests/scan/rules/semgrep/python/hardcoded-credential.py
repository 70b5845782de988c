import os

import psycopg

# ruleid: holdfast.python.hardcoded-credential
DB_PASSWORD = "chatbot-Winter-2023"
# ruleid: holdfast.python.hardcoded-credential
psycopg.connect(host="db.example.com", password="chatbot-Winter-2023")
SETTINGS = {
    # ruleid: holdfast.python.hardcoded-credential
    "aws_secret_access_key": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    # ok: holdfast.python.hardcoded-credential
    "token_url": "https://login.example.com/token",
}

# ok: holdfast.python.hardcoded-credential
API_KEY = os.environ["API_KEY"]
# ok: holdfast.python.hardcoded-credential
SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:model"
# ok: holdfast.python.hardcoded-credential
PASSWORD = ""
