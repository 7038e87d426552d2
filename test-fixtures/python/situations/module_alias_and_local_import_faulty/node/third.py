def third(netuid: int) -> bool:
    from node.net.chain import dial

    sub = dial("test")
    # line SUB001
    found = sub.subnet_exists(netuid)
    return found
