# sdk: 9.0.0
from bittensor import subtensor
from bittensor.core import subtensor as module


def leak():
    sub = subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


def leak_by_module():
    sub = module.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


def scoped():
    with subtensor("finney") as sub, module.Subtensor("test") as other:
        return sub.get_current_block() - other.get_current_block()
