import unittest

from tests.base import ChainTestCase


class RegistrationTest(ChainTestCase):
    def test_not_registered(self) -> None:
        registered = self.subtensor.is_hotkey_registered(
            netuid=1, hotkey_ss58=self.wallet.hotkey.ss58_address
        )
        self.assertFalse(registered)

    def tearDown(self) -> None:
        self.wallet = None


if __name__ == "__main__":
    unittest.main()
