import bittensor as bt


def connect(network="finney"):
    return bt.Subtensor(network=network)


def main():
    sub = connect()
    # line SUB001
    print(sub.get_current_block())


if __name__ == "__main__":
    main()
