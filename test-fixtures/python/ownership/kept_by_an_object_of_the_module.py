"""Whether reading an attribute raises depends on the class of the object, which only the module's own code tells."""

import atexit

import bittensor as bt


class Context:
    pass


_archive = Context()


def closed_at_the_end():
    _archive.chain = bt.Subtensor("archive")
    atexit.register(_archive.chain.close)


def never_closed():
    _archive.second = bt.Subtensor("archive")
#                     ^^^^^^^^^^^^^^^^^^^^^^^ SUB008
    print(_archive.second.block)
