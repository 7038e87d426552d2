import bittensor as bt


def with_cleanup(netuid: int) -> int:
    sub = bt.Subtensor()
    #     ^^^^^^^^^^^^^^ SUB001
    cleanup = [lambda: print("done with", netuid), sub.wait_for_block]
    try:
        return sub.tempo(netuid)
    finally:
        for step in cleanup:
            step()


def flush(*things) -> None:
    for thing in things:
        write = getattr(thing, "flush", None)
        if write:
            write()


def compare(netuid: int) -> bool:
    main = bt.Subtensor("finney")
    #      ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    archive = bt.Subtensor("archive")
    #         ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    try:
        return main.tempo(netuid) == archive.tempo(netuid)
    finally:
        flush(main, archive)
