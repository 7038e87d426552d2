import logging

import bittensor as bt

log = logging.getLogger(__name__)


def open_first(primary, secondary):
    """The primary endpoint, else the secondary."""
    try:
        sub = bt.Subtensor(primary)
    except Exception as err:
        log.warning("%s does not answer (%s)", primary, err)
        sub = bt.Subtensor(secondary)
    return sub


def pick(testing):
    if testing:
        sub = bt.Subtensor("test")
    else:
        sub = bt.Subtensor("finney")
    block = sub.get_current_block()
    sub.close()
    return block


def match_network(name):
    match name:
        case "main" | "finney":
            sub = bt.Subtensor("finney")
        case "test":
            sub = bt.Subtensor("test")
        case _:
            raise ValueError(name)
    try:
        return sub.get_current_block()
    finally:
        sub.close()


def swap(first, second):
    sub = bt.Subtensor(first)
    here = sub.get_current_block()
    if here < 10:
        log.info("%s lags, trying %s", first, second)
        sub = bt.Subtensor(second)
        # line SUB005
        here = sub.get_current_block()
    sub.close()
    return here


def main():
    with open_first("ws://127.0.0.1:9944", "finney") as sub:
        print(sub.get_current_block())
    print(pick(True), match_network("main"), swap("finney", "archive"))


if __name__ == "__main__":
    main()
