from svc.globals import chain


def handle(address: str) -> dict:
    return {"address": address, "balance": chain.balance(address)}
