import bittensor as bt


async def build_only():
    sub = bt.AsyncSubtensor("finney")
    print("configured", sub.network)


async def cold_return(dry_run):
    sub = bt.AsyncSubtensor("finney")
    if dry_run:
        return None
    await sub.initialize()
    block = await sub.get_current_block()
    await sub.close()
    return block
