import bittensor as bt


def fresh_height(sub):
    sub = bt.Subtensor("archive")
    block = sub.get_current_block()
    sub.close()
    return block


def run():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return fresh_height(sub)


def scoped_height(sub):
    with sub:
        return sub.get_current_block()


def run_scoped():
    sub = bt.Subtensor("finney")
    return scoped_height(sub)
