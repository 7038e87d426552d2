import importlib


def run():
    bt = importlib.import_module("bittensor")
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())


def run_closed():
    bt = importlib.import_module("bittensor")
    sub = bt.Subtensor("finney")
    print(sub.get_current_block())
    sub.close()
