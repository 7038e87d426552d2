import sys

from client import ChainClient
from repository import NeuronRepository


def main(argv):
    if len(argv) < 2:
        print("usage: main.py NETUID [HOTKEY]")
        return 2
    with ChainClient() as client:
        repository = NeuronRepository(client, int(argv[1]))
        if len(argv) == 2:
            for neuron in repository.all():
                print(neuron.uid, neuron.hotkey)
            return 0
        neuron = repository.by_hotkey(argv[2])
        if neuron is None:
            return 1
        print(neuron)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
