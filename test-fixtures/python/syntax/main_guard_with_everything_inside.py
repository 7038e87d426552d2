import argparse

import bittensor as bt

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--netuid", type=int)
    args = parser.parse_args()
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB002
    if args.netuid is None:
        print(sub.get_total_subnets())
    else:
        print(sub.subnet(args.netuid))
        sub.close()
