import bittensor as bt


class Oracle:
    subtensor = bt.Subtensor("finney")
    #           ^^^^^^^^^^^^^^^^^^^^^^ SUB008

    def block(self):
        return self.subtensor.get_current_block()
