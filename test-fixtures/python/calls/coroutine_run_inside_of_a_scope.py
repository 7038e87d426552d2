# sdk: 10.5.0
# A command line that hands each command, as a coroutine, to one method that enters the connection and awaits it.
import asyncio
import sys

import bittensor as bt


async def overview(wallet, subtensor):
    return wallet, await subtensor.get_current_block()


class Commands:
    def __init__(self):
        self.subtensor = None

    def chain(self, network):
        if not self.subtensor:
            self.subtensor = bt.AsyncSubtensor(network)
        return self.subtensor

    def run(self, command):
        async def inside():
            is_entered = False
            try:
                if self.subtensor:
                    async with self.subtensor:
                        is_entered = True
                        result = await command
                else:
                    is_entered = True
                    result = await command
                return result
            except ConnectionRefusedError:
                print("cannot connect", file=sys.stderr)
            finally:
                if not is_entered:
                    asyncio.create_task(command).cancel()

        return asyncio.run(inside())

    def once(self, wallet, network):
        return self.run(overview(wallet, self.chain(network)))

    def twice(self, wallet, network):
        # Entering connects again what the first run has closed.
        before = self.run(overview(wallet, self.chain(network)))
        after = self.run(overview(wallet, self.chain(network)))
        return before == after


async def block(subtensor):
    return await subtensor.get_current_block()


def run(subtensor, command):
    async def inside():
        try:
            async with subtensor:
                return await command
        except ConnectionRefusedError:
            return None

    return asyncio.run(inside())


def too_late(network):
    subtensor = bt.AsyncSubtensor(network)
    run(subtensor, block(subtensor))
    return asyncio.run(subtensor.get_current_block())
#                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB013
