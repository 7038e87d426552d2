import bittensor as bt


def connect(network="finney"):
    return bt.Subtensor(network=network)


def main():
    sub = connect()
    print(sub.get_current_block())
    sub.close()


if __name__ == "__main__":
    main()
