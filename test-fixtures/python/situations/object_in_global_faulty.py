import bittensor as bt


class Context:
    """What the parts of the program share."""


_context = None


def start():
    global _context
    context = Context()
    context.sub = bt.Subtensor()
    #             ^^^^^^^^^^^^^^ SUB008
    _context = context


def main():
    start()
    print(_context.sub.block)


main()
