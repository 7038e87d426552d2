import bittensor as bt


class Wrapper:
    def __init__(self, network):
        self._subtensor = bt.Subtensor(network)

    def height(self):
        return self._subtensor.get_current_block()


def run():
    wrapper = Wrapper("finney")
    try:
        print(wrapper.height())
    finally:
        wrapper._subtensor.close()
