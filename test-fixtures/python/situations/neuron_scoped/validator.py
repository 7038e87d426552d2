import time

import numpy as np

from base import BaseNeuron


class BaseValidatorNeuron(BaseNeuron):
    neuron_type = "ValidatorNeuron"

    def __init__(self, config=None):
        super().__init__(config=config)
        self.scores = np.zeros(self.metagraph.n)
        self.should_exit = False

    def forward(self):
        return np.random.rand(len(self.scores))

    def run(self):
        while not self.should_exit:
            rewards = self.forward()
            self.scores = 0.9 * self.scores + 0.1 * rewards
            self.sync()
            self.step += 1
            time.sleep(12)

    def save_state(self):
        np.savez("state.npz", step=self.step, scores=self.scores)

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc, tb):
        self.should_exit = True
        self.shutdown()


class Validator(BaseValidatorNeuron):
    def forward(self):
        return np.ones(len(self.scores))


if __name__ == "__main__":
    with Validator() as validator:
        validator.run()
