# sdk: 9.12.2
import bittensor as bt


def substrate():
    sub = bt.subtensor("finney")
    print(sub.get_current_block())
    sub.substrate.close()


def socket():
    sub = bt.subtensor("finney")
    print(sub.get_current_block())
    sub.substrate.ws.close()


async def async_substrate():
    sub = bt.AsyncSubtensor("finney")
    print(await sub.get_current_block())
    await sub.substrate.close()
