# sdk: 6.7.3
import bittensor as bt


def serve(wallet, sub):
    axon = bt.axon(wallet=wallet)
    axon.serve(1)
#   ^^^^^^^^^^^^^ SUB009
    axon.serve(1, sub)
    axon.serve(netuid=1, subtensor=sub)
    axon.start()
