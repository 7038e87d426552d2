import bittensor as bt

from shared.checks import registered


def alarm(netuid: int, hotkeys: list[str]) -> list[str]:
    missing = []
    for hotkey in hotkeys:
        if not registered(bt.Subtensor(network="finney"), netuid, hotkey):
            # line SUB004
            missing.append(hotkey)
    return missing


if __name__ == "__main__":
    print(alarm(1, ["5F...", "5G..."]))
