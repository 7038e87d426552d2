# sdk: 9.12.2
import bittensor as bt


def main():
    sub = bt.subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())


if __name__ == "__main__":
    main()
