import time

from net.neuron import Neuron


def main() -> None:
    neuron = Neuron("finney")
    try:
        for _ in range(5):
            neuron.step()
            time.sleep(12)
    finally:
        neuron.chain.subtensor.close()
    print(neuron.heads)


if __name__ == "__main__":
    main()
