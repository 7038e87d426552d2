import bittensor as bt


async def query(s, hotkey):
    return await s.substrate.query(module="Commitments", storage_function="CommitmentOf", params=[1, hotkey])


async def raw(substrate, hotkey):
    return await substrate.query(module="Commitments", storage_function="CommitmentOf", params=[1, hotkey])


async def balance(s, hotkey):
    return await s.get_balance(hotkey)


async def a():
    s = bt.AsyncSubtensor("finney")
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return await query(s, "5F")


async def b():
    s = bt.AsyncSubtensor("finney")
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return await raw(s.substrate, "5F")


async def c():
    s = bt.AsyncSubtensor("finney")
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return await balance(s, "5F")


def plain(s):
    return s.network.upper()


async def only_told():
    s = bt.AsyncSubtensor("finney")
    return plain(s)
