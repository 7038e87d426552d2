import atexit

import bittensor as bt


class Context:
    """What the parts of the program share."""


_context = None
_archive = Context()


def start():
    global _context
    context = Context()
    context.sub = bt.Subtensor()
    _context = context


def stop():
    if _context is not None:
        _context.sub.close()


def open_archive():
    _archive.chain = bt.Subtensor("archive")
    atexit.register(_archive.chain.close)


def main():
    start()
    open_archive()
    try:
        print(_context.sub.block, _archive.chain.block)
    finally:
        stop()


main()
