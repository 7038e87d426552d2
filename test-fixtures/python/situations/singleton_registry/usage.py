import sys

from registry import ConnectionRegistry


def compare(netuid):
    registry = ConnectionRegistry()
    main = registry.get("finney")
    test = registry.get("test")
    return main.difficulty(netuid), test.difficulty(netuid)


def refresh(network):
    ConnectionRegistry().drop(network)
    return ConnectionRegistry().get(network)


if __name__ == "__main__":
    print(compare(int(sys.argv[1])))
    print(refresh("test").get_current_block())
