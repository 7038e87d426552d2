import bittensor as bt


class Scorer:
    def __init__(self, subtensor=None):
        self.subtensor = subtensor if subtensor is not None else bt.Subtensor("finney")

    def close(self):
        self.subtensor.close()


def given(sub):
    scorer = Scorer(sub)
    print(scorer)


def own():
    scorer = Scorer()
    #        ^^^^^^^^ SUB007
    print(scorer)


def own_closed():
    scorer = Scorer()
    print(scorer)
    scorer.close()
