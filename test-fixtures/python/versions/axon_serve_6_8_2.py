# sdk: 6.8.2
import bittensor as bt


def serve(wallet, sub):
    axon = bt.axon(wallet=wallet)
    axon.serve(1)
    axon.serve(1, sub)
    axon.serve(netuid=1, subtensor=sub)
    axon.start()
