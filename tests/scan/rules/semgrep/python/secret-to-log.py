import logging

log = logging.getLogger(__name__)


def connect(settings, api_key):
    # ruleid: holdfast.python.secret-to-log
    log.info("connecting with %s", api_key)
    # ruleid: holdfast.python.secret-to-log
    print(f"password is {settings.db_password}")
    text = "token=" + settings.token
    # ruleid: holdfast.python.secret-to-log
    logging.debug(text)

    # ok: holdfast.python.secret-to-log
    log.info("connecting with a key of %d characters", len(api_key))
    # ok: holdfast.python.secret-to-log
    log.info("connecting with %s", mask(api_key))
    # ok: holdfast.python.secret-to-log
    log.info("the API key was loaded")
    # ok: holdfast.python.secret-to-log
    log.info("used %d tokens", settings.max_tokens)
