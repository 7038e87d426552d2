import bittensor as bt


class LoggedSubtensor(bt.Subtensor):
    def get_current_block(self):
        block = super().get_current_block()
        print("block", block)
        return block


def leak():
    sub = LoggedSubtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


def closed():
    with LoggedSubtensor("finney") as sub:
        return sub.get_current_block()
