# sdk: 9.12.2
import bittensor as bt


def balance_of(hotkey: str):
    sub = bt.subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB002
    if not sub.is_hotkey_registered_any(hotkey):
        return None
    balance = sub.get_balance(hotkey)
    sub.close()
    return balance


def balance_of_closed_on_both(hotkey: str):
    sub = bt.subtensor("finney")
    if not sub.is_hotkey_registered_any(hotkey):
        sub.close()
        return None
    balance = sub.get_balance(hotkey)
    sub.close()
    return balance
