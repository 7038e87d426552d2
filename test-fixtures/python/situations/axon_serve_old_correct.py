# sdk: 6.7.3
import time

import bittensor as bt


def forward(synapse):
    synapse.answer = 42
    return synapse


def main() -> None:
    config = bt.config()
    wallet = bt.wallet(config=config)
    subtensor = bt.subtensor(config=config)
    try:
        axon = bt.axon(wallet=wallet, config=config)
        axon.attach(forward_fn=forward)
        axon.serve(netuid=1, subtensor=subtensor)
        axon.start()
        for _ in range(10):
            print(subtensor.block)
            time.sleep(12)
        axon.stop()
    finally:
        subtensor.close()


if __name__ == "__main__":
    main()
