"""Google Cloud and Firebase."""

from holdfast.kit.secrets.rule import Rule
from holdfast.kit.secrets.shapes import token

_BODY = r"""(?:[^"-]|-[^"-]){100,}"""

RULES = (
    # Keys of Firebase web apps are public by design; only their restrictions tell them apart.
    token(
        "google-api-key",
        "Google API key",
        r"AIza[0-9A-Za-z_\-]{35}",
        "AIza<x35>",
        provider="Google",
        severity="medium",
    ),
    token(
        "google-oauth-client-secret",
        "Google OAuth client secret",
        r"GOCSPX-[0-9A-Za-z_\-]{28}",
        "GOCSPX-<x28>",
        provider="Google",
    ),
    token(
        "google-oauth-access-token",
        "Google OAuth access token",
        r"ya29\.[0-9A-Za-z_\-]{60,}",
        "ya29.<x60>",
        provider="Google",
        severity="medium",
        reach=600,
    ),
    token(
        "google-oauth-refresh-token",
        "Google OAuth refresh token",
        r"1//0[0-9A-Za-z_\-]{40,}",
        "1//0<x40>",
        provider="Google",
    ),
    token(
        "google-fcm-server-key",
        "Firebase Cloud Messaging server key",
        r"AAAA[0-9A-Za-z_\-]{7}:APA91b[0-9A-Za-z_\-]{134}",
        "AAAA<w7>:APA91b<x134>",
        provider="Google",
        keywords=(":APA91b",),
        before=16,
    ),
    Rule(
        id="google-service-account",
        title="Key of a Google service account",
        provider="Google",
        pattern=rf'"private_key"\s{{0,4}}:\s{{0,4}}"(-----BEGIN PRIVATE KEY-----{_BODY}-----END'
        r' PRIVATE KEY-----(?:\\n)?)"',
        keywords=('"private_key"',),
        reach=4000,
        severity="critical",
        positive=(
            '{"private_key": "-----BEGIN PRIVATE<-> KEY-----\\n<b160>\\n-----END PRIVATE<-> KEY-----\\n"}',
        ),
        negative=(
            '{"private_key": "-----BEGIN PRIVATE<-> KEY-----\\n...\\n-----END PRIVATE<-> KEY-----\\n"}',
        ),
    ),
)
