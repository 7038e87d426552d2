"""What leads to a close does not raise, so no handler behind it sees an open connection."""

import asyncio

import bittensor as bt


async def forgotten_in_the_handler():
    sub = None
    try:
        sub = await bt.AsyncSubtensor("finney").initialize()
        await asyncio.gather(sub.close())
    except Exception:
        sub = None


async def several(networks):
    subs = []
    try:
        subs = [await bt.AsyncSubtensor(it).initialize() for it in networks]
        #             ^^^^^^^^^^^^^^^^^^^^^ SUB002
        await asyncio.gather(*(it.close() for it in subs))
    except Exception:
        subs = []


async def beside_other_work(netuid):
    sub = await bt.AsyncSubtensor("finney").initialize()
    other = await bt.AsyncSubtensor("archive").initialize()
    #             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB002
    asked = other.get_current_block()
    try:
        await asyncio.gather(asked, sub.close())
        await other.close()
    except Exception:
        print("failed")
