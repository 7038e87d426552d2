# mode: strict
import bittensor as bt

_exit_hooks = []


def on_exit(hook) -> None:
    _exit_hooks.append(hook)


def run_hooks() -> None:
    for hook in _exit_hooks:
        hook()


def kept_until_exit() -> bt.Subtensor:
    sub = bt.Subtensor()
    on_exit(sub.close)
    return sub


def with_cleanup(netuid: int) -> int:
    sub = bt.Subtensor()
    cleanup = [lambda: print("done with", netuid), sub.close]
    try:
        return sub.tempo(netuid)
    finally:
        for step in cleanup:
            step()


def quietly(*things) -> None:
    for thing in things:
        close = getattr(thing, "close", None)
        if close:
            close()


def compare(netuid: int) -> bool:
    main = bt.Subtensor("finney")
    try:
        archive = bt.Subtensor("archive")
        try:
            return main.tempo(netuid) == archive.tempo(netuid)
        finally:
            quietly(archive, None)
    finally:
        quietly(main)


def both(netuid: int) -> bool:
    main = archive = None
    try:
        main = bt.Subtensor("finney")
        archive = bt.Subtensor("archive")
        return main.tempo(netuid) == archive.tempo(netuid)
    finally:
        quietly(main, archive)
