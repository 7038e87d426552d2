from inject.decorator import with_subtensor


@with_subtensor("finney")
def balance(sub, address: str) -> float:
    return float(sub.get_balance(address))


@with_subtensor("test")
def faucet_block(sub) -> int:
    return sub.get_current_block()
