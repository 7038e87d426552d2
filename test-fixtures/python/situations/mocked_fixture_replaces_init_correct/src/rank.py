def rank(sub, netuid: int, hotkey: str) -> int:
    mg = sub.metagraph(netuid)
    return sorted(mg.hotkeys).index(hotkey)
