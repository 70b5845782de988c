"""Step of the pipeline after a deployment: tells CodePipeline whether the chatbot is healthy."""

import hashlib
import http.client
import json
import logging
import ssl

import boto3

log = logging.getLogger(__name__)
pipeline = boto3.client("codepipeline")


def handler(event, context):
    """Answer one job of CodePipeline; a check that did not work is a failure, never a success."""
    job = event["CodePipeline.job"]
    try:
        problem = check(json.loads(job["data"]["actionConfiguration"]["configuration"]["UserParameters"]))
    except (OSError, http.client.HTTPException, KeyError, ValueError) as error:
        problem = f"the check did not work: {error!r}"
    if problem:
        log.error("unhealthy: %s", problem)
        details = {"type": "JobFailed", "message": problem}
        pipeline.put_job_failure_result(jobId=job["id"], failureDetails=details)
    else:
        pipeline.put_job_success_result(jobId=job["id"])


def check(settings):
    """What is wrong with the service, or an empty text."""
    status, health = fetch(settings["host"], "/health")
    if status != 200:
        return f"/health answers {status}"
    if json.loads(health)["build"] != settings["build"]:
        return "another build is running"
    _, page = fetch(settings["host"], "/")
    if hashlib.sha256(page).hexdigest() != settings["page_sha256"]:
        return "the page is not the one that was built"
    return ""


def fetch(host, path):
    """Status and body of one page, over TLS that is checked."""
    connection = http.client.HTTPSConnection(host, timeout=5, context=ssl.create_default_context())
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()
