import bittensor as bt


def close_connection(subtensor):
    print("closing", subtensor.network)


def run():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())
    close_connection(sub)
