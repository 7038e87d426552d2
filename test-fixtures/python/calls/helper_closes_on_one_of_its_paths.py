import bittensor as bt


def maybe_close(subtensor, really):
    if really:
        subtensor.close()


def run(flag):
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB002
    print(sub.get_current_block())
    maybe_close(sub, flag)
