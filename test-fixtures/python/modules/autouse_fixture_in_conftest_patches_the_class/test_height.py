import bittensor as bt


def test_height():
    sub = bt.Subtensor("local")
    assert sub.get_current_block()
