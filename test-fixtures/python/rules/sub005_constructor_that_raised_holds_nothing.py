import bittensor as bt


def connect():
    try:
        sub = bt.Subtensor("ws://127.0.0.1:9944")
    except Exception:
        print("local node is down, using finney")
        sub = bt.Subtensor("finney")
    print(sub.get_current_block())
    sub.close()
