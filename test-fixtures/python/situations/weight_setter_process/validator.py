import time

import bittensor as bt

from weights import set_weights

NETUID = 33
EPOCH = 360


def main():
    last = 0
    sub = bt.Subtensor("finney")
    try:
        while True:
            block = sub.get_current_block()
            if block - last >= EPOCH:
                ok, message = set_weights("finney", NETUID, [0, 1], [0.5, 0.5])
                bt.logging.info(f"set weights: {ok} {message}")
                last = block
            time.sleep(12)
    except KeyboardInterrupt:
        bt.logging.info("stopping")
    finally:
        sub.close()


if __name__ == "__main__":
    main()
