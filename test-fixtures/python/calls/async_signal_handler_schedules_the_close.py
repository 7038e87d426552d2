import asyncio
import signal

import bittensor as bt


async def main():
    sub = await bt.AsyncSubtensor("finney").initialize()
    loop = asyncio.get_running_loop()

    async def stop():
        await sub.close()

    loop.add_signal_handler(signal.SIGTERM, lambda: asyncio.create_task(stop()))
    while True:
        print(await sub.get_current_block())
        await asyncio.sleep(12)
