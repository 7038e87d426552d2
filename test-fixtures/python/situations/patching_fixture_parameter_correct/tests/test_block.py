import bittensor as bt


def test_block(patched_chain):
    sub = bt.Subtensor(network="finney")
    assert sub.get_current_block() == 5


def test_wallet(wallet):
    assert wallet.name == "alice"
