import bittensor as bt


def run():
    sub = None

    def connect():
        nonlocal sub
        sub = bt.Subtensor("finney")

    connect()
    print(sub.get_current_block())
    sub.close()
