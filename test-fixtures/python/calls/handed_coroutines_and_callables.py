"""What a helper runs for its caller comes back to the caller."""

import asyncio

import bittensor as bt


def run(job):
    return asyncio.run(job)


async def limited(job, seconds=5):
    done = await asyncio.wait_for(job, timeout=seconds)
    return done


def attempt(make):
    try:
        return make()
    except Exception as error:
        return f"failed: {error}"


async def opened(network):
    return bt.Subtensor(network)


def closed(network):
    sub = run(opened(network))
    try:
        print(sub.block)
    finally:
        sub.close()


def left_open(network):
    sub = run(opened(network))
#             ^^^^^^^^^^^^^^^ SUB001
    print(sub.block)


async def closed_in_time(network):
    sub = await limited(opened(network))
    try:
        print(sub.block)
    finally:
        sub.close()


async def left_open_in_time(network):
    sub = await limited(asyncio.to_thread(bt.Subtensor, network))
#                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.block)


def attempted(network):
    sub = attempt(lambda: bt.Subtensor(network))
    if isinstance(sub, str):
        return
    try:
        print(sub.block)
    finally:
        sub.close()


def closes_by_helper(network):
    sub = bt.AsyncSubtensor(network)
    try:
        run(sub.initialize())
    finally:
        run(sub.close())
