# sdk: 11.3.0
import bittensor as bt


def rebound():
    sub = bt.Subtensor("finney")
    print(sub.block)
    sub = bt.Subtensor("archive")
    print(sub.block)


def connected_by_hand():
    sub = bt.Subtensor("finney").connect()
    return sub.block


def in_a_loop(rounds):
    for _ in range(rounds):
        sub = bt.Subtensor("finney")
        print(sub.block)


def scoped():
    with bt.Subtensor("finney") as sub:
        return sub.block


async def blocking_inside_a_coroutine():
    sub = bt.Subtensor("finney")
    block = sub.block
    await sub.close()
    return block


def factory():
    return bt.Subtensor("finney")


def uses_the_factory():
    return factory().block
