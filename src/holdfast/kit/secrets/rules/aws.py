"""Amazon Web Services.

An access key id whose account cannot be is kept in doubt: how accounts are encoded is not published.
The prefixes are: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
"""

from holdfast.kit.secrets.checks import is_aws_key_id
from holdfast.kit.secrets.plausible import doubtful_if_published
from holdfast.kit.secrets.rule import Confidence, Failed, Rule
from holdfast.kit.secrets.shapes import UUID, token

_QUOTES = r"""(?:["'`]|\\"){0,2}"""
_ASSIGNED = rf"{_QUOTES}\]?[ \t]{{0,8}}(?:=>|:=|[=:,>])[ \t]{{0,8}}{_QUOTES}"

RULES = (
    token(
        "aws-access-key-id",
        "AWS access key id",
        "(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}",
        "AKIA<t16>",
        provider="AWS",
        keywords=("AKIA", "ASIA", "ABIA", "ACCA"),
        check=is_aws_key_id,
        failed=Failed.DOUBT,
        positive=("aws_access_key_id = ASIAI<t15>",),
        judge=doubtful_if_published,
        negative=("AKIA" + "X" * 16, "AKIA<a16>"),
    ),
    Rule(
        id="aws-secret-access-key",
        title="AWS secret access key",
        provider="AWS",
        pattern=rf"(?i:secret[_\- ]?access[_\- ]?key|aws[_\-. ]?secret(?:[_\-. ]?key)?){_ASSIGNED}"
        r"([0-9A-Za-z+/]{40})(?:[^0-9A-Za-z+/=]|\z)",
        keywords=(
            "secret_access_key",
            "secret-access-key",
            "secretaccesskey",
            "secret access key",
            "aws_secret",
            "aws-secret",
            "awssecret",
            "aws.secret",
        ),
        entropy=3.5,
        severity="critical",
        judge=doubtful_if_published,
        positive=(
            '"SecretAccessKey": "<b40>"',
            "aws_secret_access_key = <b40>",
            "AWS_SECRET_KEY='<b40>'",
            "<secretAccessKey><b40></secretAccessKey>",
        ),
        negative=(
            "aws_secret_access_key = <b39>",
            "secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY",
            "aws_secret_access_key = " + "x" * 40,
            'sha1: "<h40>"',
        ),
    ),
    token(
        "aws-session-token",
        "AWS session token",
        "(?:IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz)[0-9A-Za-z+/]{100,}={0,2}",
        "IQoJb3JpZ2lu<b100>",
        provider="AWS",
        keywords=("IQoJb3JpZ2lu", "FwoGZXIvYXdz", "FQoGZXIvYXdz"),
        reach=2300,
    ),
    token(
        "aws-mws-token",
        "Amazon MWS authentication token",
        rf"amzn\.mws\.{UUID}",
        "amzn.mws.<uuid>",
        provider="AWS",
        keywords=("amzn.mws.",),
    ),
    token(
        "aws-bedrock-key",
        "Amazon Bedrock API key",
        "ABSK[0-9A-Za-z+/]{109,}={0,2}",
        "ABSK<b109>",
        provider="AWS",
    ),
    token(
        "aws-bedrock-short-key",
        "Amazon Bedrock short-term API key",
        r"bedrock-api-key-[0-9A-Za-z+/]{100,}={0,2}",
        "bedrock-api-key-<b100>",
        provider="AWS",
        reach=2300,
    ),
    token(
        "aws-appsync-key",
        "AWS AppSync API key",
        "da2-[0-9a-z]{26}",
        "da2-<a26>",
        provider="AWS",
        severity="medium",
    ),
    Rule(
        id="aws-secret-arn",
        title="Account number and name of a secret in AWS Secrets Manager",
        provider="AWS",
        pattern=r"\b(arn:aws(?:-cn|-us-gov)?:secretsmanager:[a-z0-9\-]{5,25}:\d{12}:secret:[\w/+=.@\-]{1,})",
        keywords=("arn:aws",),
        severity="low",
        confidence=Confidence.HIGH,
        is_secret=False,
        cwe=540,
        positive=("arn:aws:secretsmanager:eu-central-1:1<->11122223333:secret:chatbot/model-AbCdEf",),
        negative=(
            "arn:aws:secretsmanager:${region}:${account}:secret:chatbot/model",
            "arn:aws:iam::111122223333:role/deploy",
        ),
    ),
)
