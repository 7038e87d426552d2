import sys

import bittensor as bt


def report(network: str) -> str:
    sub = None

    def chain() -> bt.Subtensor:
        nonlocal sub
        if sub is None:
            sub = bt.Subtensor(network=network)
            #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
        return sub

    return f"block {chain().block}"


def stakes(network: str, hotkeys: list[str]) -> None:
    sub = None

    def chain() -> bt.Subtensor:
        nonlocal sub
        if sub is None:
            sub = bt.Subtensor(network=network)
            #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB002
        return sub

    print(chain().block)
    if len(hotkeys) > 64:
        print("too many", file=sys.stderr)
        return
    print(chain().tempo(1))
    sub.close()
