import bittensor as bt


def connect(network: str) -> bt.Subtensor:
    return bt.Subtensor(network=network)


def block() -> int:
    return bt.Subtensor().get_current_block()


def shown(network: str) -> None:
    with connect(network) as sub:
        print(sub.block)
    sub.close()
