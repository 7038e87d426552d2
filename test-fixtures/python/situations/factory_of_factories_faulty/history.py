from named import archive


def block_at(number: int):
    sub = archive()
    try:
        return sub.get_block_hash(number)
    finally:
        sub.close()
