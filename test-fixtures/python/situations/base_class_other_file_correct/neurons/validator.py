import time

import bittensor as bt
from template.validator import Validator


def main():
    validator = Validator()
    try:
        for _ in range(1000):
            validator.sync()
            validator.forward()
            time.sleep(12)
    finally:
        validator.teardown()
    bt.logging.info("done")


if __name__ == "__main__":
    main()
