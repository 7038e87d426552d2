from typing import Optional

import bittensor as bt


def leak():
    sub: bt.Subtensor = bt.Subtensor("finney")
    #                   ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())


def closed():
    sub: Optional[bt.Subtensor] = None
    sub = bt.Subtensor("finney")
    print(sub.get_current_block())
    sub.close()
