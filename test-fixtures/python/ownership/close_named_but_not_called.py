import bittensor as bt


def run():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())
    sub.close


def run_kept_and_called():
    sub = bt.Subtensor("finney")
    release = sub.close
    print(sub.get_current_block())
    release()
