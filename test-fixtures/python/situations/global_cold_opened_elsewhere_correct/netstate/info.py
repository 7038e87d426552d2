from titles import TITLE

from netstate import state


def describe() -> str:
    return f"{TITLE}: {state.subtensor.network} {state.NETUIDS}"
