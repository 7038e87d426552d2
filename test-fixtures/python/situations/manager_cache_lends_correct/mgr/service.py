from mgr.manager import ConnectionManager


def difference(manager: ConnectionManager) -> int:
    live = manager.get()
    archive = manager.get("archive")
    return live.get_current_block() - archive.get_current_block()
