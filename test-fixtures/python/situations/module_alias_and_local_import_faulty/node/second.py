from .net import chain


def second() -> int:
    sub = chain.dial("archive")
    # line SUB001
    block = sub.get_current_block()
    return block
