import argparse
import time

from setup_neuron import setup


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--netuid", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=100)
    args = parser.parse_args()
    wallet, sub, metagraph = setup("miner", "default", args.netuid)
    uid = metagraph.hotkeys.index(wallet.hotkey.ss58_address)
    for _ in range(args.rounds):
        metagraph.sync(subtensor=sub)
        print(uid, float(metagraph.incentive[uid]))
        time.sleep(60)
    sub.close()


if __name__ == "__main__":
    main()
