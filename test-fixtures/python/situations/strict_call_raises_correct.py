# mode: strict
import argparse

import bittensor as bt


def neurons_to_csv(netuid: int, path: str, network: str) -> int:
    with bt.Subtensor(network=network) as sub:
        neurons = sub.neurons_lite(netuid=netuid)
    with open(path, "w") as out:
        out.write("uid,hotkey,stake\n")
        for neuron in neurons:
            out.write(f"{neuron.uid},{neuron.hotkey},{neuron.stake}\n")
    return len(neurons)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("netuid", type=int)
    parser.add_argument("-o", "--output", default="neurons.csv")
    parser.add_argument("--network", default="finney")
    args = parser.parse_args()
    print(neurons_to_csv(args.netuid, args.output, args.network), "rows")


if __name__ == "__main__":
    main()
