# pin: unknown
import argparse

import bittensor as bt


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--netuid", type=int, default=18)
    bt.subtensor.add_args(parser)
    config = bt.config(parser)
    subtensor = bt.subtensor(config=config)
    # line SUB001
    metagraph = subtensor.metagraph(config.netuid)
    for uid, axon in enumerate(metagraph.axons):
        if axon.is_serving:
            print(uid, axon.ip, axon.port)


if __name__ == "__main__":
    main()
