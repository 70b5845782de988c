"""Mail and messages sent by programs."""

from holdfast.kit.secrets.rule import Rule
from holdfast.kit.secrets.shapes import UUID, assigned, token

RULES = (
    # "SK" and "re_" are too common to be keywords: these patterns run over the whole text.
    token("twilio-api-key", "Twilio API key", "SK[0-9a-f]{32}", "SK<h32>", provider="Twilio", keywords=()),
    assigned(
        "twilio-auth-token",
        "Twilio authentication token",
        "twilio",
        "[0-9a-f]{32}",
        "<h32>",
        provider="Twilio",
    ),
    token(
        "sendgrid-key",
        "SendGrid API key",
        r"SG\.[0-9A-Za-z_\-]{22}\.[0-9A-Za-z_\-]{43}",
        "SG.<x22>.<x43>",
        provider="SendGrid",
    ),
    token(
        "mailgun-private-key", "Mailgun private API key", "key-[0-9a-f]{32}", "key-<h32>", provider="Mailgun"
    ),
    token(
        "mailgun-sending-key",
        "Mailgun API key",
        "[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}",
        "<h32>-<h8>-<h8>",
        provider="Mailgun",
        keywords=(),
    ),
    token(
        "mailchimp-key",
        "Mailchimp API key",
        r"[0-9a-f]{32}-us\d{1,2}",
        "<h32>-us12",
        provider="Mailchimp",
        keywords=(),
        negative=("<h32>-use",),
    ),
    # Style sheets are full of names that begin with "md-", so the name must speak of the provider.
    assigned(
        "mandrill-key",
        "Mandrill API key",
        "mandrill|mailchimp",
        r"md-[0-9A-Za-z_\-]{22}",
        "md-<x22>",
        provider="Mailchimp",
    ),
    assigned("postmark-token", "Postmark server token", "postmark", UUID, "<uuid>", provider="Postmark"),
    token(
        "brevo-key",
        "Brevo API key",
        "xkeysib-[0-9a-f]{64}-[0-9A-Za-z]{16}",
        "xkeysib-<h64>-<w16>",
        provider="Brevo",
    ),
    token(
        "brevo-smtp-key",
        "Brevo SMTP key",
        "xsmtpsib-[0-9a-f]{64}-[0-9A-Za-z]{16}",
        "xsmtpsib-<h64>-<w16>",
        provider="Brevo",
    ),
    assigned("mailjet-key", "Mailjet API key", "mailjet", "[0-9a-f]{32}", "<h32>", provider="Mailjet"),
    token(
        "mailersend-token", "MailerSend API token", r"mlsn\.[0-9a-f]{64}", "mlsn.<h64>", provider="MailerSend"
    ),
    token(
        "resend-key",
        "Resend API key",
        "re_[0-9A-Za-z]{8}_[0-9A-Za-z]{24}",
        "re_<w8>_<w24>",
        provider="Resend",
        keywords=(),
        entropy=3.5,
    ),
    assigned(
        "sparkpost-key", "SparkPost API key", "sparkpost", "[0-9a-f]{40}", "<h40>", provider="SparkPost"
    ),
    assigned(
        "vonage-secret",
        "Vonage API secret",
        "vonage|nexmo",
        "[0-9A-Za-z]{16}",
        "<w16>",
        kinds="secret",
        provider="Vonage",
    ),
    assigned(
        "messagebird-key",
        "MessageBird access key",
        "messagebird|message_bird",
        "[0-9A-Za-z]{25}",
        "<w25>",
        provider="MessageBird",
    ),
    Rule(
        id="klaviyo-key",
        title="Klaviyo private API key",
        provider="Klaviyo",
        pattern=r"\b(pk_[0-9a-f]{34})(?:[^0-9A-Za-z_]|\z)",
        keywords=("pk_",),
        positive=("pk_<h34>",),
        negative=("pk_<h30>", "pk_live_<w24>"),
    ),
)
