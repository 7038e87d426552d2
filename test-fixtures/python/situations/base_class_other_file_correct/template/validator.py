from . import BaseNeuron


class Validator(BaseNeuron):
    def __init__(self, config=None):
        super().__init__(config)
        self.scores = [0.0] * int(self.metagraph.n)

    def forward(self):
        self.scores = [0.9 * s for s in self.scores]
        self.step += 1
