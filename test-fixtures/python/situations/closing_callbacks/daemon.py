import time

import bittensor as bt

from cleanup import install, on_exit, run_callbacks


def follow(rounds):
    sub = bt.Subtensor("finney")
    on_exit(sub.close)
    for _ in range(rounds):
        print(sub.get_current_block())
        time.sleep(12)


def audit():
    sub = bt.Subtensor("archive")

    def finish():
        print("audit done")
        sub.close()

    on_exit(finish)
    return sub.get_block_hash(1)


def forget():
    sub = bt.Subtensor("test")
    # line SUB001

    def finish():
        print("never called")
        sub.close()

    return sub.get_block_hash(1)


def main():
    install()
    try:
        follow(5)
        print(audit(), forget())
    finally:
        run_callbacks()


if __name__ == "__main__":
    main()
