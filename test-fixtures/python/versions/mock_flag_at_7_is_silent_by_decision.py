# sdk: 7.4.0
import bittensor as bt


def test_height():
    sub = bt.subtensor(_mock=True)
    assert sub.get_current_block()
