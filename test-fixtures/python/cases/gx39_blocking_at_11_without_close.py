# sdk: 11.3.0
import bittensor as bt


def main():
    sub = bt.Subtensor("finney")
    print(sub.block)


main()
