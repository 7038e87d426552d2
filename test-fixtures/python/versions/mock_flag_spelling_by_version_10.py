import bittensor as bt


def test_height():
    sub = bt.Subtensor(network="finney", mock=True)
    assert sub.get_current_block()
