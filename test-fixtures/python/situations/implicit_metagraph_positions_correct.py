import bittensor as bt


def incentives(netuid: int, network: str) -> dict[str, float]:
    """Map hotkeys to incentives, sharing one connection."""
    with bt.Subtensor(network=network) as sub:
        print("block", sub.get_current_block())
        mg = bt.Metagraph(netuid, 0, network, True, True, sub)
        pairs = zip(mg.hotkeys, mg.incentive)
        return {hotkey: float(value) for hotkey, value in pairs if float(value) > 0}


if __name__ == "__main__":
    top = sorted(incentives(9, "finney").items(), key=lambda kv: kv[1], reverse=True)
    for hotkey, value in top[:10]:
        print(hotkey, value)
