import asyncio
import concurrent.futures

import bittensor as bt


def connect():
    return bt.Subtensor("finney")


async def dial():
    sub = bt.AsyncSubtensor("finney")
    await sub.initialize()
    return sub


def submitted_class():
    with concurrent.futures.ThreadPoolExecutor(max_workers=1) as pool:
        future = pool.submit(bt.Subtensor, "finney")
        sub = future.result(timeout=10)
    sub.close()


def submitted_function():
    with concurrent.futures.ThreadPoolExecutor(max_workers=1) as pool:
        sub = pool.submit(connect).result(timeout=10)
    sub.close()


def submitted_and_forgotten():
    with concurrent.futures.ThreadPoolExecutor(max_workers=1) as pool:
        sub = pool.submit(lambda: bt.Subtensor("finney")).result(timeout=10)
        #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.block)


async def task():
    job = asyncio.create_task(dial())
    await job
    sub = job.result()
    await sub.close()


def from_another_thread(loop):
    future = asyncio.run_coroutine_threadsafe(dial(), loop)
    sub = future.result(timeout=5)
    asyncio.run_coroutine_threadsafe(sub.close(), loop).result()
