import bittensor as bt


def connect():
    return bt.Subtensor("finney")


def store(cache, key):
    cache[key] = connect()
    return cache[key]


def run():
    cache = {}
    store(cache, "finney")
    for sub in cache.values():
        sub.close()
