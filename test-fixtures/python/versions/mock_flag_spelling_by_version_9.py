# sdk: 9.12.2
import bittensor as bt


def test_height():
    sub = bt.Subtensor(network="finney", _mock=True)
    assert sub.get_current_block()
