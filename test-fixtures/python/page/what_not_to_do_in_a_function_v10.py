# sdk: 10.5.0
import bittensor as bt


def main():
    sub = bt.Subtensor(network="finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())


if __name__ == "__main__":
    main()
