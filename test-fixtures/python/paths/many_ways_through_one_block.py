# mode: strict
"""Where more paths meet than the analysis tells apart, each way through them keeps what it has opened."""

from contextlib import suppress

import bittensor as bt


async def rebound_in_its_scope(endpoints):
    with suppress(Exception):
        try:
            async with bt.AsyncSubtensor("finney") as sub:
                sub = await bt.AsyncSubtensor("archive").initialize()
                #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
        except BaseException:
            while True:
                if ready():
                    break
                pool = [await bt.AsyncSubtensor(it).initialize() for it in endpoints]
                #             ^^^^^^^^^^^^^^^^^^^^^ SUB001
            late = await bt.AsyncSubtensor("finney").initialize()
            #            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001


async def opened_before_a_handler_raises_again(is_known):
    try:
        sub = None if is_known else await bt.AsyncSubtensor("finney").initialize()
        #                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
        other = bt.AsyncSubtensor("archive")
        #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
        await other.initialize()
    finally:
        try:
            sub = bt.AsyncSubtensor("finney")
            #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB005
            await sub.initialize()
        except ValueError:
            sub = bt.AsyncSubtensor("archive")
            #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB003
            await sub.initialize()
            raise
        except (KeyError, TypeError):
            late = await bt.AsyncSubtensor("finney").initialize()
            #            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001


def ready():
    return bool(open("ready.txt").read())
