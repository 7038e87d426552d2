import bittensor as bt

from named import finney


def setup(wallet_name: str, hotkey: str, netuid: int):
    wallet = bt.Wallet(name=wallet_name, hotkey=hotkey)
    sub = finney()
    metagraph = sub.metagraph(netuid)
    return wallet, sub, metagraph
