import bittensor as bt


def report(network: str) -> str:
    sub = None

    def chain() -> bt.Subtensor:
        nonlocal sub
        if sub is None:
            sub = bt.Subtensor(network=network)
        return sub

    try:
        return f"block {chain().block}, tempo {chain().tempo(1)}"
    finally:
        if sub is not None:
            sub.close()


def quiet(network: str, verbose: bool) -> None:
    sub = None

    def chain() -> bt.Subtensor:
        nonlocal sub
        if sub is None:
            sub = bt.Subtensor(network=network)
        return sub

    if verbose:
        print(chain().block)
    if sub:
        sub.close()
