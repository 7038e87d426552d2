def shut(connection) -> None:
    close = getattr(connection, "close", None)
    if close is not None:
        close()
