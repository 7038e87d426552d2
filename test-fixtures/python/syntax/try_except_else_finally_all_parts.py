# mode: strict
import bittensor as bt


def run(netuid):
    sub = bt.Subtensor("finney")
    try:
        info = sub.subnet(netuid)
    except KeyError:
        return None
    except Exception as err:
        raise RuntimeError("chain") from err
    else:
        return info.price + sub.get_current_block()
    finally:
        sub.close()
