import asyncio

import bittensor as bt


def with_loop():
    loop = asyncio.new_event_loop()
    sub = bt.AsyncSubtensor("finney")
    loop.run_until_complete(sub.initialize())
    print(loop.run_until_complete(sub.get_current_block()))
    loop.run_until_complete(sub.close())


def with_loop_leak():
    loop = asyncio.new_event_loop()
    sub = bt.AsyncSubtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    loop.run_until_complete(sub.initialize())
    print(loop.run_until_complete(sub.get_current_block()))


def with_asyncio_run():
    sub = bt.AsyncSubtensor("finney")
    print(asyncio.run(sub.get_current_block()))
    asyncio.run(sub.close())
