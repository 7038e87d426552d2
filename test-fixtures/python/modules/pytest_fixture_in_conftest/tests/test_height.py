import bittensor as bt


def test_height(chain):
    assert chain.get_current_block() > 0


def test_leaky(leaky_chain):
    assert leaky_chain.get_current_block() > 0


def test_own():
    sub = bt.Subtensor("local")
    #     ^^^^^^^^^^^^^^^^^^^^^ SUB001
    assert sub.get_current_block() > 0
