# mode: strict
import bittensor as bt


def weights(uids):
    sub = bt.Subtensor("finney")
    try:
        for uid in uids:
            try:
                if uid < 0:
                    continue
                if uid > 255:
                    break
                if sub.get_current_block() % 360 == 0:
                    return uid
            finally:
                print("checked", uid)
        else:
            raise ValueError("nothing to do")
    finally:
        sub.close()
