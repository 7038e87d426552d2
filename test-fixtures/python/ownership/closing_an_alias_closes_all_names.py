import bittensor as bt


def run():
    sub = bt.Subtensor("finney")
    chain = sub
    print(sub.get_current_block())
    chain.close()


def rebound_while_alias_reaches_it():
    sub = bt.Subtensor("finney")
    old = sub
    sub = bt.Subtensor("archive")
    old.close()
    sub.close()


def chained_assignment():
    first = second = bt.Subtensor("finney")
    print(first.get_current_block())
    second.close()
