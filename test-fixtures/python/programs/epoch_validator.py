# sdk: 9.12.2
import argparse
import random
import time

import bittensor as bt


def get_config():
    parser = argparse.ArgumentParser()
    parser.add_argument("--netuid", type=int, default=18)
    parser.add_argument("--epoch-length", type=int, default=360)
    bt.subtensor.add_args(parser)
    bt.logging.add_args(parser)
    bt.wallet.add_args(parser)
    return bt.config(parser)


def score_responses(responses):
    return [random.random() if r is not None else 0.0 for r in responses]


def main():
    config = get_config()
    bt.logging(config=config)
    wallet = bt.wallet(config=config)
    subtensor = bt.subtensor(config=config)
    # line SUB001
    metagraph = subtensor.metagraph(config.netuid)
    my_uid = metagraph.hotkeys.index(wallet.hotkey.ss58_address)
    dendrite = bt.dendrite(wallet=wallet)
    scores = [0.0] * metagraph.n
    last_weights_block = 0

    while True:
        try:
            responses = dendrite.query(metagraph.axons, bt.Synapse(), timeout=12)
            for uid, value in enumerate(score_responses(responses)):
                scores[uid] = 0.9 * scores[uid] + 0.1 * value
            block = subtensor.get_current_block()
            if block - last_weights_block > config.epoch_length:
                ok, msg = subtensor.set_weights(
                    wallet=wallet,
                    netuid=config.netuid,
                    uids=metagraph.uids,
                    weights=scores,
                )
                bt.logging.info(f"uid {my_uid} set_weights: {ok} {msg}")
                last_weights_block = block
            metagraph.sync(subtensor=subtensor)
            time.sleep(12)
        except RuntimeError as e:
            bt.logging.error(str(e))
        except KeyboardInterrupt:
            dendrite.close_session()
            raise SystemExit(0)


if __name__ == "__main__":
    main()
