from nodes.pool import reachable


def survey() -> dict[str, int]:
    heads = {}
    for sub in reachable():
        heads[sub.chain_endpoint] = sub.get_current_block()
        sub.close()
    return heads


if __name__ == "__main__":
    print(survey())
