import logging
import os

log = logging.getLogger(__name__)


def start():
    api_key = os.environ["API_KEY"]
    # ruleid: secret-to-log
    log.info("using %s", api_key)
    # ok: secret-to-log
    log.info("a key of %d characters", len(api_key))
