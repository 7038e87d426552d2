import bittensor as bt


class Validator:
    def __init__(self):
        self.subtensor = bt.Subtensor("finney")

    def _release(self):
        try:
            self.subtensor.close()
        except Exception as err:
            bt.logging.warning(f"close failed: {err}")

    def reconnect(self):
        self._release()
        self.subtensor = bt.Subtensor("finney")

    def __exit__(self, *exc):
        self._release()

    def __enter__(self):
        return self
