# mode: strict
import bittensor as bt


def report(subtensor):
    with subtensor:
        print(subtensor.block)


def main():
    report(bt.Subtensor())


main()
