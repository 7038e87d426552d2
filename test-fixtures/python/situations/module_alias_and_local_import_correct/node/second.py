from .net import chain


def second() -> int:
    sub = chain.dial("archive")
    block = sub.get_current_block()
    sub.close()
    return block
