import time

import bittensor as bt

from base_validator import BaseValidatorNeuron


class Validator(BaseValidatorNeuron):
    def run(self, steps):
        for _ in range(steps):
            try:
                self.resync_metagraph()
                self.step += 1
            except (BrokenPipeError, ConnectionError) as err:
                bt.logging.warning(f"lost websocket: {err}")
                time.sleep(5)
                self.subtensor = bt.Subtensor(self.network)
                # line SUB005
            self.save_state()


def main():
    validator = Validator(netuid=21)
    try:
        validator.run(1000)
    finally:
        validator.stop()


if __name__ == "__main__":
    main()
