import unittest
from unittest.mock import MagicMock, patch

import bittensor as bt


def registered(netuid: int, hotkey: str, sub) -> bool:
    return bool(sub.is_hotkey_registered(netuid=netuid, hotkey_ss58=hotkey))


class RegisteredTest(unittest.TestCase):
    @patch("bittensor.Dendrite")
    def test_true(self, constructor: MagicMock) -> None:
        constructor.return_value.is_hotkey_registered.return_value = True
        sub = bt.Subtensor(network="finney")
        # line SUB001
        self.assertTrue(registered(1, "5F...", sub))

    @patch.object(bt, "Subtensor")
    def test_false(self, constructor: MagicMock) -> None:
        constructor.return_value.is_hotkey_registered.return_value = False
        sub = bt.Subtensor(network="finney")
        self.assertFalse(registered(1, "5F...", sub))


if __name__ == "__main__":
    unittest.main()
