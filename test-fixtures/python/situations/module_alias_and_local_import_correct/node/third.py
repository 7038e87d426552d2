def third(netuid: int) -> bool:
    from node.net.chain import dial

    sub = dial("test")
    found = sub.subnet_exists(netuid)
    sub.close()
    return found
