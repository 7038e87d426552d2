import bittensor as bt


def test_block(wallet):
    sub = bt.Subtensor(network="finney")
    # line SUB001
    assert sub.get_current_block() == 5


def test_wallet(wallet):
    assert wallet.name == "alice"
