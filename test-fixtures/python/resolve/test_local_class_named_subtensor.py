import bittensor as bt


def test_height():
    class Subtensor:
        def get_current_block(self):
            return 7

    sub = Subtensor()
    assert sub.get_current_block() == 7


def test_real():
    sub = bt.Subtensor("local")
    #     ^^^^^^^^^^^^^^^^^^^^^ SUB001
    assert sub.get_current_block() >= 0
