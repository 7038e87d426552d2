import bittensor as bt


def show_and_close(subtensor):
    try:
        print(subtensor.get_current_block())
    finally:
        subtensor.close()


def run():
    sub = bt.Subtensor("finney")
    show_and_close(sub)


def run_temporary():
    show_and_close(bt.Subtensor("finney"))
