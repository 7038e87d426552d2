from bot.state import get_subtensor


def balance(address: str) -> str:
    sub = get_subtensor()
    return f"{sub.get_balance(address)}"


def block() -> str:
    return str(get_subtensor().get_current_block())
