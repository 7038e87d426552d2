import inspect

import bittensor as bt


async def run(netuid):
    sub = bt.AsyncSubtensor("finney")
    await sub.initialize()
    print(await sub.subnet(netuid))
    if inspect.iscoroutinefunction(sub.close):
        await sub.close()
    else:
        sub.close()
