import bittensor as bt


def run(limit):
    if (sub := bt.Subtensor("finney")).get_current_block() > limit:
    #          ^^^^^^^^^^^^^^^^^^^^^^ SUB001
        print("late")


def run_closed(limit):
    if (sub := bt.Subtensor("finney")).get_current_block() > limit:
        print("late")
    sub.close()
