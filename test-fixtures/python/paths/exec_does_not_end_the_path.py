import os
import sys

import bittensor as bt


def restart():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())
    os.execv(sys.executable, [sys.executable] + sys.argv)
