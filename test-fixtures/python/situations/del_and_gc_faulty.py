import gc
import logging

import bittensor as bt

logger = logging.getLogger("hyperparams")


def hyperparameters(netuid: int) -> dict:
    sub = bt.Subtensor(network="finney")
    # line SUB001
    params = sub.get_subnet_hyperparameters(netuid=netuid)
    result = {"tempo": params.tempo, "kappa": params.kappa, "rho": params.rho}
    del sub
    gc.collect()
    logger.debug("hyperparameters of %d: %s", netuid, result)
    return result


def diff(netuid: int, old: dict) -> dict:
    new = hyperparameters(netuid)
    return {k: (old.get(k), v) for k, v in new.items() if old.get(k) != v}
