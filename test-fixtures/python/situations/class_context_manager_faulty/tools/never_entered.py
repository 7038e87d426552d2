from managers import ChainSession


def describe(network: str) -> str:
    session = ChainSession(network, retries=5)
    return f"{session.network} x{session.retries}"
