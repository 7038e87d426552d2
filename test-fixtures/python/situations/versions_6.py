# sdk: 6.12.2
"""An old miner: no context manager in this SDK, so try/finally."""
import argparse
import sys
import time
import traceback

import bittensor as bt


def get_config():
    parser = argparse.ArgumentParser()
    parser.add_argument("--netuid", type=int, default=1)
    bt.subtensor.add_args(parser)
    bt.logging.add_args(parser)
    bt.wallet.add_args(parser)
    return bt.config(parser)


def probe(config):
    sub = bt.subtensor(config=config)
    # line SUB001
    return sub.get_current_block()


def main(config):
    wallet = bt.wallet(config=config)
    subtensor = bt.subtensor(config=config)
    try:
        metagraph = subtensor.metagraph(config.netuid)
        if wallet.hotkey.ss58_address not in metagraph.hotkeys:
            bt.logging.error("not registered")
            return 1
        step = 0
        while True:
            try:
                if step % 60 == 0:
                    metagraph = subtensor.metagraph(config.netuid)
                    bt.logging.info(f"block {metagraph.block}")
                step += 1
                time.sleep(1)
            except KeyboardInterrupt:
                bt.logging.success("Miner killed by keyboard interrupt.")
                break
            except Exception:
                bt.logging.error(traceback.format_exc())
                continue
    finally:
        subtensor.close()
    return 0


if __name__ == "__main__":
    conf = get_config()
    print(probe(conf))
    sys.exit(main(conf))
