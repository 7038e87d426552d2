import bittensor as bt


def finish(sub):
    print(sub.get_current_block())
    sub.close()


def main():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
    finish(sub)


def finish_safely(sub):
    try:
        print(sub.get_current_block())
    finally:
        sub.close()


def main_safely():
    sub = bt.Subtensor("finney")
    finish_safely(sub)
