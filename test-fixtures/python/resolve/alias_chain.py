import bittensor

bt = bittensor
core = bt.core
module = core.subtensor
Klass = module.Subtensor


def run():
    sub = Klass("finney")
    #     ^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())


def run_with():
    with Klass("finney") as sub:
        print(sub.get_current_block())
