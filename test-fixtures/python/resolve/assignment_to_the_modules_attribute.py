from unittest.mock import MagicMock

import bittensor
import bittensor as bt

bittensor.Subtensor = MagicMock()


def test_height():
    sub = bt.Subtensor("finney")
    assert sub.get_current_block()
