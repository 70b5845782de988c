"""Money: payment providers, shops and banks. Keys of a test mode open no money: severity medium or lower."""

from functools import partial

from holdfast.kit.secrets.shapes import UUID, assigned, token

_stripe = partial(token, provider="Stripe")
_shopify = partial(token, provider="Shopify")

RULES = (
    _stripe(
        "stripe-secret-key",
        "Stripe secret key",
        "sk_live_[0-9A-Za-z]{24,}",
        "sk_live_<w24>",
        severity="critical",
    ),
    _stripe("stripe-restricted-key", "Stripe restricted key", "rk_live_[0-9A-Za-z]{24,}", "rk_live_<w24>"),
    _stripe(
        "stripe-test-key",
        "Stripe key of the test mode",
        "[sr]k_test_[0-9A-Za-z]{24,}",
        "sk_test_<w24>",
        severity="low",
        keywords=("sk_test_", "rk_test_"),
        positive=("rk_test_<w99>",),
    ),
    _stripe(
        "stripe-webhook-secret",
        "Stripe webhook signing secret",
        "whsec_[0-9A-Za-z+/]{32,64}={0,2}",
        "whsec_<w32>",
    ),
    token(
        "square-access-token",
        "Square access token",
        r"(?:sq0atp-[0-9A-Za-z_\-]{22}|EAAA[0-9A-Za-z_\-]{60})",
        "sq0atp-<x22>",
        provider="Square",
        keywords=("sq0atp-", "EAAA"),
        positive=("EAAA<x60>",),
        severity="critical",
    ),
    token(
        "square-oauth-secret",
        "Square OAuth secret",
        r"sq0csp-[0-9A-Za-z_\-]{43}",
        "sq0csp-<x43>",
        provider="Square",
    ),
    assigned(
        "paypal-secret",
        "PayPal client secret",
        "paypal",
        r"E[0-9A-Za-z_\-]{79}",
        "E<x79>",
        kinds="secret",
        provider="PayPal",
    ),
    token(
        "braintree-token",
        "PayPal Braintree access token",
        r"access_token\$(?:production|sandbox)\$[0-9a-z]{16}\$[0-9a-f]{32}",
        "access_token$production$<a16>$<h32>",
        provider="PayPal",
        keywords=("access_token$",),
    ),
    _shopify(
        "shopify-access-token",
        "Shopify admin access token",
        "shpat_[0-9a-fA-F]{32}",
        "shpat_<h32>",
        severity="critical",
    ),
    _shopify("shopify-custom-app-token", "Shopify custom app token", "shpca_[0-9a-fA-F]{32}", "shpca_<h32>"),
    _shopify(
        "shopify-private-app-password", "Shopify private app password", "shppa_[0-9a-fA-F]{32}", "shppa_<h32>"
    ),
    _shopify("shopify-shared-secret", "Shopify shared secret", "shpss_[0-9a-fA-F]{32}", "shpss_<h32>"),
    token(
        "adyen-key",
        "Adyen API key",
        r"AQE[0-9a-z][0-9A-Za-z+/=\-]{80,}",
        "AQEy<b80>",
        provider="Adyen",
        keywords=("AQE",),
        entropy=4.0,
        negative=("data:image/png;base64,/9jAQEy<b90>",),
    ),
    token(
        "plaid-access-token",
        "Plaid access token",
        f"access-(?:sandbox|development|production)-{UUID}",
        "access-production-<uuid>",
        provider="Plaid",
        keywords=("access-sandbox-", "access-dev", "access-prod"),
    ),
    assigned(
        "plaid-secret", "Plaid secret", "plaid", "[0-9a-f]{30}", "<h30>", kinds="secret", provider="Plaid"
    ),
    assigned(
        "razorpay-secret",
        "Razorpay key secret",
        "razorpay|rzp_",
        "[0-9A-Za-z]{24}",
        "<w24>",
        kinds="secret",
        provider="Razorpay",
    ),
    token(
        "flutterwave-secret-key",
        "Flutterwave secret key",
        "FLWSECK(?:_TEST)?-[0-9A-Za-z]{32}-X",
        "FLWSECK-<a32>-X",
        provider="Flutterwave",
        keywords=("FLWSECK",),
    ),
    token(
        "mollie-key", "Mollie API key", "live_[0-9A-Za-z]{30}", "live_<w30>", provider="Mollie", entropy=3.5
    ),
    token(
        "paddle-key",
        "Paddle API key",
        "pdl_(?:live|sdbx)_apikey_[0-9a-z]{26}_[0-9A-Za-z]{22}_[0-9A-Za-z]{3}",
        "pdl_live_apikey_<a26>_<w22>_<w3>",
        provider="Paddle",
        keywords=("pdl_live_", "pdl_sdbx_"),
    ),
    assigned(
        "coinbase-secret",
        "Coinbase API secret",
        "coinbase",
        r"[0-9A-Za-z+/_\-]{64}(?:[0-9A-Za-z+/]{22}==)?",
        "<w64>",
        provider="Coinbase",
    ),
    assigned("wise-token", "Wise API token", "wise_|transferwise", UUID, "<uuid>", provider="Wise"),
    token(
        "klarna-key",
        "Klarna API key",
        r"klarna_(?:live|test)_api_[0-9A-Za-z+/=_\-]{40,}",
        "klarna_live_api_<x40>",
        provider="Klarna",
        keywords=("klarna_live_", "klarna_test_"),
    ),
    token(
        "easypost-key",
        "EasyPost API key",
        "EZ[AT]K[0-9A-Za-z]{54}",
        "EZAK<w54>",
        provider="EasyPost",
        keywords=("EZAK", "EZTK"),
    ),
    token(
        "shippo-token",
        "Shippo API token",
        "shippo_(?:live|test)_[0-9a-f]{40}",
        "shippo_live_<h40>",
        provider="Shippo",
        keywords=("shippo_",),
    ),
    token(
        "duffel-token",
        "Duffel API token",
        r"duffel_(?:test|live)_[0-9A-Za-z_\-]{43}",
        "duffel_live_<x43>",
        provider="Duffel",
        keywords=("duffel_",),
    ),
)
