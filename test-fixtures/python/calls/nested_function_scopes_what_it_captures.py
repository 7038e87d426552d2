import asyncio

import bittensor as bt


async def block(subtensor):
    return await subtensor.get_current_block()


def awaited_inside(subtensor, command):
    async def inside():
        async with subtensor:
            return await command

    return asyncio.run(inside())


def result(network):
    sub = bt.AsyncSubtensor(network)
    return awaited_inside(sub, block(sub))


def not_awaited(subtensor, command):
    async def inside():
        async with subtensor:
            return await subtensor.get_current_block()

    command.close()
    return asyncio.run(inside())


def other(network):
    sub = bt.AsyncSubtensor(network)
    return not_awaited(sub, block(sub))


def blocking(subtensor):
    def inside():
        with subtensor:
            return subtensor.block

    return inside()


def plain(network):
    sub = bt.Subtensor(network)
    return blocking(sub)


def only_uses(subtensor):
    def inside():
        return subtensor.block

    return inside()


def left_open(network):
    sub = bt.Subtensor(network)
#         ^^^^^^^^^^^^^^^^^^^^^ SUB001
    return only_uses(sub)
