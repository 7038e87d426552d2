from price.chain import connect


def watch(netuid: int) -> None:
    sub = connect("finney")
    while True:
        print(sub.subnet(netuid).price)
        sub.wait_for_block()


def registered(hotkey: str) -> bool:
    sub = connect("finney")
    found = sub.is_hotkey_registered_any(hotkey)
    sub.close()
    return found
