import bittensor as bt


def test_head():
    sub = bt.Subtensor(network="finney")
    assert sub.get_current_block() == 42


def test_network():
    sub = bt.Subtensor(network="test")
    assert sub.network == "test"
