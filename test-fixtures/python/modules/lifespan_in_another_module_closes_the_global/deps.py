import bittensor as bt

_chain = None


async def get_chain():
    global _chain
    if _chain is None:
        _chain = bt.AsyncSubtensor("finney")
        await _chain.initialize()
    return _chain


async def close_chain():
    global _chain
    if _chain is not None:
        await _chain.close()
        _chain = None
