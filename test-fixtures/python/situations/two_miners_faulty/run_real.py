import time

from neurons.miner import Miner


def main():
    miner = Miner(1)
    # line SUB007
    for _ in range(100):
        print(miner.step())
        time.sleep(12)


if __name__ == "__main__":
    main()
