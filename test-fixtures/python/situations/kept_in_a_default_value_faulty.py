"""A default value is made once and keeps what is put into it."""

import bittensor as bt


def by_key(netuid, cache={}):
    if "sub" not in cache:
        cache["sub"] = bt.Subtensor("finney")
#                      ^^^^^^^^^^^^^^^^^^^^^^ SUB008
    return cache["sub"].tempo(netuid)


def by_network(network, cache={}):
    if network not in cache:
        cache[network] = bt.Subtensor(network)
#                        ^^^^^^^^^^^^^^^^^^^^^ SUB008
    return cache[network].block


def in_a_list(netuid, pool=[]):
    if not pool:
        pool.append(bt.Subtensor("finney"))
#                   ^^^^^^^^^^^^^^^^^^^^^^ SUB008
    return pool[0].tempo(netuid)
