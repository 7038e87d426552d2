# mode: strict
import logging
import sys

import bittensor as bt

log = logging.getLogger(__name__)


def plain(netuid):
    sub = bt.Subtensor("finney")
    # line SUB003
    tempo = sub.tempo(netuid)
    sub.close()
    return tempo


def protected(netuid):
    sub = bt.Subtensor("finney")
    log.info("opened for %s", netuid)
    try:
        return sub.tempo(netuid)
    finally:
        sub.close()


def logs_only():
    sub = bt.Subtensor("finney")
    log.info("opened")
    print("and closed at once")
    sub.close()


def narrow(netuid):
    sub = bt.Subtensor("finney")
    # line SUB003
    try:
        tempo = sub.tempo(netuid)
    except ConnectionError:
        tempo = None
    sub.close()
    return tempo


def broad(netuid):
    sub = bt.Subtensor("finney")
    try:
        tempo = sub.tempo(netuid)
    except Exception as err:
        log.error("tempo: %s", err)
        tempo = None
    sub.close()
    return tempo


def reraises(netuid):
    sub = bt.Subtensor("finney")
    try:
        tempo = sub.tempo(netuid)
    except BaseException:
        sub.close()
        raise
    sub.close()
    return tempo


def main():
    logs_only()
    print([f(1) for f in (plain, protected, narrow, broad, reraises)])
    return 0


if __name__ == "__main__":
    sys.exit(main())
