def test_block(local_chain):
    assert local_chain.get_current_block() >= 0


def test_history(archive, local_chain):
    assert archive.get_current_block() > local_chain.get_current_block()


def test_balance(local_chain, wallet):
    balance = local_chain.get_balance(wallet.coldkeypub.ss58_address)
    assert float(balance) == 0.0
