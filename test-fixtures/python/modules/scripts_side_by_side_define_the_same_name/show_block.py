import bittensor as bt


def connect():
    return bt.Subtensor("finney")


def main():
    sub = connect()
    #     ^^^^^^^^^ SUB001
    print(sub.get_current_block())


if __name__ == "__main__":
    main()
