import asyncio

import bittensor as bt

loop = asyncio.get_event_loop()
sub = bt.AsyncSubtensor("finney")
loop.run_until_complete(sub.initialize())
print(loop.run_until_complete(sub.get_current_block()))
loop.run_until_complete(sub.close())
