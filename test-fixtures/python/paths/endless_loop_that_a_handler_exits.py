import sys
import time

import bittensor as bt


def main(config):
    subtensor = bt.Subtensor(config=config)
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    step = 0
    while True:
        try:
            subtensor.get_current_block()
            step += 1
            time.sleep(12)
        except RuntimeError as error:
            print(error)
        except KeyboardInterrupt:
            print("exit")
            sys.exit()


def closes(config):
    subtensor = bt.Subtensor(config=config)
    while True:
        try:
            subtensor.get_current_block()
        except KeyboardInterrupt:
            subtensor.close()
            sys.exit()


def ends_the_process_itself(config):
    subtensor = bt.Subtensor(config=config)
    while True:
        if subtensor.get_current_block() > 5:
            sys.exit()


def ends(blocks):
    subtensor = bt.Subtensor("finney")
    for block in blocks:
        print(subtensor.get_block_hash(block))
    sys.exit(0)
