# mode: strict
import bittensor as bt


def load():
    return int(input())


def report(subtensor):
    netuid = load()
    with subtensor:
        print(subtensor.tempo(netuid))


def main():
    report(bt.Subtensor())
    #      ^^^^^^^^^^^^^^ SUB003


main()
