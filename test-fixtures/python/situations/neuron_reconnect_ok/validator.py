import time

import bittensor as bt

from base_validator import BaseValidatorNeuron


class Validator(BaseValidatorNeuron):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.step = 0
        self.should_exit = False

    def run(self):
        try:
            while not self.should_exit:
                self.resync_metagraph()
                self.step += 1
                if self.step % 50 == 0:
                    self.save_state()
                time.sleep(12)
        finally:
            self.disconnect()


def main():
    validator = Validator(netuid=4, network="test")
    validator.run()


if __name__ == "__main__":
    main()
