# sdk: 9.12.2
import bittensor as bt
from bittensor.core.threadpool import PriorityThreadPoolExecutor


async def query(wallet, axon):
    async with bt.dendrite(wallet=wallet) as dendrite:
        print(await dendrite.forward(axon))
    other = bt.Dendrite(wallet=wallet)
    await other.aclose_session()


def work(job):
    with PriorityThreadPoolExecutor(max_workers=2) as executor:
        executor.submit(job)
