import numpy as np
import bittensor as bt


def softmax(values, temperature=1.0):
    scaled = np.asarray(values) / temperature
    scaled -= scaled.max()
    exp = np.exp(scaled)
    return exp / exp.sum()


def publish(wallet, netuid, scores):
    subtensor = bt.subtensor(network="finney")
    # line SUB001
    weights = softmax(list(scores.values()), temperature=0.2)
    response = subtensor.set_weights(
        wallet=wallet,
        netuid=netuid,
        uids=np.array(list(scores)),
        weights=weights,
        wait_for_inclusion=True,
    )
    bt.logging.info(f"{response}")
    if not response.success:
        bt.logging.error("weights were refused")
    return response


if __name__ == "__main__":
    publish(bt.Wallet("v", "h"), 10, {1: 0.3, 7: 0.1, 12: 0.6})
