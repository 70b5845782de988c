import ssl

import boto3
import requests

# ruleid: holdfast.python.tls-check-disabled
requests.get("https://app.example.com", timeout=5, verify=False)
# ruleid: holdfast.python.tls-check-disabled
context = ssl._create_unverified_context()
# ruleid: holdfast.python.tls-check-disabled
context.verify_mode = ssl.CERT_NONE
# ruleid: holdfast.python.tls-check-disabled
boto3.client("s3", verify=False)

# ok: holdfast.python.tls-check-disabled
requests.get("https://app.example.com", timeout=5, verify="ca.pem")
# ok: holdfast.python.tls-check-disabled
trusted = ssl.create_default_context(cafile="ca.pem")
