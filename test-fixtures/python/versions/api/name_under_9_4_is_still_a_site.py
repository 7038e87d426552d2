# sdk: 9.4.0
import bittensor as bt


def leak():
    api = bt.SubtensorApi("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return api.chain.get_current_block()


def closed():
    api = bt.SubtensorApi("finney")
    api.close()
