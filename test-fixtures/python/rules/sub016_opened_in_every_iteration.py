# mode: pedantic
import time

import bittensor as bt


def poll():
    while True:
        with bt.Subtensor("finney") as sub:
        #    ^^^^^^^^^^^^^^^^^^^^^^ SUB016
            print(sub.get_current_block())
        time.sleep(12)


def balances(addresses):
    result = {}
    for address in addresses:
        with bt.Subtensor("finney") as sub:
        #    ^^^^^^^^^^^^^^^^^^^^^^ SUB016
            result[address] = sub.get_balance(address)
    return result


def balances_once(addresses):
    with bt.Subtensor("finney") as sub:
        return {address: sub.get_balance(address) for address in addresses}
