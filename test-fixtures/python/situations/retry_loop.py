import sys
import time

import bittensor as bt

MAX = 5


def connect_with_backoff(network):
    delay = 1
    while True:
        try:
            sub = bt.Subtensor(network)
            break
        except Exception as err:
            bt.logging.warning(f"cannot connect: {err}")
            time.sleep(delay)
            delay = min(delay * 2, 60)
    return sub


def connect_checked(network):
    """Fails to close the connection whose first call raised."""
    for attempt in range(MAX):
        try:
            sub = bt.Subtensor(network)
            # line SUB002|SUB005|SUB001
            sub.get_current_block()
            return sub
        except Exception as err:
            bt.logging.warning(f"attempt {attempt}: {err}")
            time.sleep(2 ** attempt)
    return None


def connect_verified(network):
    for attempt in range(MAX):
        sub = None
        try:
            sub = bt.Subtensor(network)
            sub.get_current_block()
            return sub
        except Exception as err:
            bt.logging.warning(f"attempt {attempt}: {err}")
            if sub is not None:
                sub.close()
            time.sleep(2 ** attempt)
    return None


def main():
    sub = connect_with_backoff("finney")
    print(sub.get_current_block())
    sub.close()

    checked = connect_checked("test")
    if checked is not None:
        print(checked.get_current_block())
        checked.close()

    verified = connect_verified("test")
    if verified is None:
        sys.exit(1)
    print(verified.get_current_block())
    verified.close()


if __name__ == "__main__":
    main()
