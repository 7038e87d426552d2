import argparse
import time

import bittensor as bt

from base.validator import BaseValidatorNeuron


class Validator(BaseValidatorNeuron):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.state_path = "state.json"

    def save_state(self):
        with open(self.state_path, "w") as handle:
            handle.write(str(self.ticks))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--netuid", type=int, default=1)
    args = parser.parse_args()
    with Validator(args.netuid) as validator:
        while validator.is_running:
            validator.sync()
            validator.save_state()
            bt.logging.info(f"ticks {validator.ticks}")
            time.sleep(5)


if __name__ == "__main__":
    main()
