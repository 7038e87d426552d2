# sdk: 9.12.2
import logging
import os
import subprocess
import time

import bittensor as bt

log = logging.getLogger("gate")
START_BLOCK = int(os.environ.get("START_BLOCK", "0"))


def launch(argv):
    log.info("starting %s", argv)
    return subprocess.Popen(argv)


def wait_until(block):
    while True:
        if (sub := bt.subtensor("finney")).get_current_block() >= block:
        # line SUB001|SUB005
            return
        log.info("not yet")
        time.sleep(12)


def main():
    if START_BLOCK:
        wait_until(START_BLOCK)
    process = launch(["python", "neurons/miner.py"])
    try:
        process.wait()
    except KeyboardInterrupt:
        process.terminate()
        process.wait(timeout=10)


if __name__ == "__main__":
    main()
