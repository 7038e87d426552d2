import bittensor as bt


def watch():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB002
    try:
        sub.wait_for_block()
    except KeyboardInterrupt:
        print("stopped by user")
        return
    except Exception:
        sub.close()
        return
    sub.close()


def watch_closed():
    sub = bt.Subtensor("finney")
    try:
        sub.wait_for_block()
    except KeyboardInterrupt:
        print("stopped by user")
        sub.close()
        return
    except Exception:
        sub.close()
        return
    sub.close()
