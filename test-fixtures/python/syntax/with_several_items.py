import bittensor as bt


def two_items(path):
    with open(path) as handle, bt.Subtensor("finney") as sub:
        print(handle.read(), sub.get_current_block())


def parenthesised(path):
    with (
        bt.Subtensor("finney") as sub,
        bt.Subtensor("archive") as archive,
        open(path) as handle,
    ):
        print(sub.get_current_block(), archive.get_current_block(), handle.read())


def leak_beside_a_with(path):
    with open(path) as handle:
        sub = bt.Subtensor("finney")
        #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
        print(handle.read(), sub.get_current_block())
