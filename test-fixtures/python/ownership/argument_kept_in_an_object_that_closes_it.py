import bittensor as bt


class Session:
    def __init__(self, subtensor):
        self.subtensor = subtensor

    def close(self):
        self.subtensor.close()


def run():
    session = Session(bt.Subtensor("finney"))
    print(session.subtensor.get_current_block())
    session.close()


def run_named():
    sub = bt.Subtensor("finney")
    session = Session(sub)
    print(session.subtensor.get_current_block())
    session.close()
