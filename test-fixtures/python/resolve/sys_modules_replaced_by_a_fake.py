import sys
from unittest.mock import MagicMock

fake = MagicMock()
sys.modules["bittensor"] = fake

import bittensor as bt  # noqa: E402


def test_height():
    sub = bt.Subtensor("finney")
    assert sub.get_current_block()
