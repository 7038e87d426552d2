import bittensor as bt

type Chain = bt.Subtensor


def first[T](items: list[T], network: str) -> T:
    sub = bt.Subtensor(network)
    #     ^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())
    return items[0]


class Box[T]:
    def height(self) -> int:
        with bt.Subtensor("finney") as sub:
            return sub.get_current_block()
