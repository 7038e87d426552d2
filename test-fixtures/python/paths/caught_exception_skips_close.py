import logging

import bittensor as bt

log = logging.getLogger(__name__)


def current_block():
    try:
        sub = bt.Subtensor("finney")
        #     ^^^^^^^^^^^^^^^^^^^^^^ SUB002
        block = sub.get_current_block()
        sub.close()
        return block
    except Exception as err:
        log.warning("chain unreachable: %s", err)
        return None
