from nodes.pool import reachable


def survey() -> dict[str, int]:
    heads = {}
    for sub in reachable():
        # line SUB001|SUB005|SUB004
        heads[sub.chain_endpoint] = sub.get_current_block()
    return heads


if __name__ == "__main__":
    print(survey())
