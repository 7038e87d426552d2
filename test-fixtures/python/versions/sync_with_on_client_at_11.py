# sdk: 11.3.0
import bittensor as bt


def run():
    with bt.Client("finney") as client:
    #    ^^^^^^^^^^^^^^^^^^^ SUB011
        print(client)
