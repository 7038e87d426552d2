import bittensor as bt

from scoring import Scorer, top


def main():
    with bt.subtensor(network="finney") as subtensor:
        print(top(subtensor, 1))
        scorer = Scorer(subtensor)
        for netuid in (1, 2, 3):
            scorer.watch(netuid)
        print(scorer.score())

    subtensor = bt.subtensor(network="test")
    scorer = Scorer(subtensor)
    scorer.watch(1)
    print(scorer.score())
    subtensor.close()


if __name__ == "__main__":
    main()
