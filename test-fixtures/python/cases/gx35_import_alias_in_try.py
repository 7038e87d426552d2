# sdk: 9.12.2
try:
    import bittensor as bt
except ImportError:
    import sys

    sys.exit("bittensor is not installed")


def run():
    sub = bt.subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())


def run_scoped():
    with bt.subtensor("finney") as sub:
        print(sub.get_current_block())
