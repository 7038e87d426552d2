import logging

from sn.validator import Validator


def main() -> None:
    logging.basicConfig(level=logging.INFO)
    validator = Validator("finney", 1)
    # line SUB007
    validator.run(10)
    validator.running = False


if __name__ == "__main__":
    main()
