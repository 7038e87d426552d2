# sdk: 11.3.0
import bittensor as bt


def submit_forever(wallet, weights):
    while True:
        bt.set_weights(1, weights, wallet=wallet)


def submit_and_close(wallet, weights):
    bt.set_weights(1, weights, wallet=wallet)
    bt.close_shared_clients()
