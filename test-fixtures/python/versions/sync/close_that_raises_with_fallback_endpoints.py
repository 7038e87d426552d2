# sdk: 10.5.0
import contextlib

import bittensor as bt


def leak():
    sub = bt.Subtensor("finney", fallback_endpoints=["ws://127.0.0.1:9944"])
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


def closed_although_it_raises():
    sub = bt.Subtensor("finney", retry_forever=True)
    print(sub.get_current_block())
    with contextlib.suppress(AttributeError):
        sub.close()


def scoped():
    with contextlib.suppress(AttributeError), bt.Subtensor("finney", archive_endpoints=["archive"]) as sub:
        print(sub.get_current_block())
