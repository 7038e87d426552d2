import bittensor as bt


def show(subtensor):
    print(subtensor.get_current_block())


if __name__ == "__main__":
    chain = bt.Subtensor("finney")
    show(chain)
    chain.close()
