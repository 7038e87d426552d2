import atexit

import pool

atexit.register(pool.close_all)


def height():
    sub = pool.get("finney")
    return sub.get_current_block()
