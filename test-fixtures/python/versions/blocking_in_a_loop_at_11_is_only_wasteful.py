# sdk: 11.3.0
# mode: pedantic
import bittensor as bt


def poll(rounds):
    for _ in range(rounds):
        with bt.Subtensor("finney") as sub:
        #    ^^^^^^^^^^^^^^^^^^^^^^ SUB016
            print(sub.block)
