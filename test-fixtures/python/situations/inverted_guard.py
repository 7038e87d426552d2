import argparse
import json

import bittensor as bt


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--network", default="finney")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def registration_cost(netuid, subtensor=None, network="finney"):
    own = subtensor is None
    if own:
        subtensor = bt.Subtensor(network)
        # line SUB001|SUB002
    cost = subtensor.recycle(netuid)
    if not own:
        subtensor.close()
    return cost


def immunity(netuid, subtensor=None, network="finney"):
    created = None
    if subtensor is None:
        created = subtensor = bt.Subtensor(network)
    try:
        return subtensor.immunity_period(netuid)
    finally:
        if created is not None:
            created.close()


def tempo(netuid, network="finney"):
    try:
        sub = bt.Subtensor(network)
        return sub.tempo(netuid)
    except Exception as err:
        print("failed:", err)
        return None
    finally:
        if "sub" in locals():
            sub.close()


def main():
    args = parse()
    result = {
        "cost": str(registration_cost(1, network=args.network)),
        "immunity": immunity(1, network=args.network),
        "tempo": tempo(1, args.network),
    }
    print(json.dumps(result) if args.json else result)


if __name__ == "__main__":
    main()
