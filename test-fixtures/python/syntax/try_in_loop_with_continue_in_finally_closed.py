import bittensor as bt


def run(networks):
    for network in networks:
        sub = None
        try:
            sub = bt.Subtensor(network)
            if sub.get_current_block() < 1:
                continue
            print(sub.get_total_subnets())
        except Exception as err:
            print(network, err)
            continue
        finally:
            if sub is not None:
                sub.close()
