import asyncio
import logging

import bittensor as bt

log = logging.getLogger(__name__)


def twice(netuid):
    with bt.Subtensor("finney") as sub:
        tempo = sub.tempo(netuid)
        log.info("tempo %s", tempo)
        sub.close()
        # line SUB014
    return tempo


def too_late(netuid):
    sub = bt.Subtensor("finney")
    difficulty = sub.difficulty(netuid)
    sub.close()
    tempo = sub.tempo(netuid)
    # line SUB013
    return difficulty, tempo


def after_block(netuid):
    with bt.Subtensor("finney") as sub:
        difficulty = sub.difficulty(netuid)
    log.info("read %s", difficulty)
    burn = sub.recycle(netuid)
    # line SUB013
    return difficulty, burn


def rebound(netuid):
    sub = bt.Subtensor("finney")
    difficulty = sub.difficulty(netuid)
    sub.close()
    sub = bt.Subtensor("test")
    tempo = sub.tempo(netuid)
    sub.close()
    return difficulty, tempo


async def conditional(netuid, deep):
    async with bt.AsyncSubtensor("finney") as sub:
        tempo = await sub.tempo(netuid)
    if not deep:
        return tempo
    async with bt.AsyncSubtensor("archive") as sub:
        return await sub.tempo(netuid, block=1)


if __name__ == "__main__":
    print(twice(1), too_late(1), after_block(1), rebound(1))
    print(asyncio.run(conditional(1, True)))
