# sdk: 7.4.0
import bittensor as bt


def socket():
    sub = bt.subtensor("finney")
    print(sub.get_current_block())
    sub.substrate.websocket.close()
