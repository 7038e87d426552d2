import bittensor as bt


def connect(local):
    if local:
        sub = bt.Subtensor("local")
    else:
        sub = bt.Subtensor("finney")
    print(sub.get_current_block())
    sub.close()


def connect_leak(local):
    if local:
        sub = bt.Subtensor("local")
        #     ^^^^^^^^^^^^^^^^^^^^^ SUB001
    else:
        sub = bt.Subtensor("finney")
        #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())
