import logging

import bittensor as bt

logger = logging.getLogger("validator-trust")


def trust_table(netuid: int, network: str = "finney") -> list[tuple[str, float]]:
    mg = bt.Metagraph(netuid=netuid, network=network, lite=True)
    # line SUB009
    rows = list(zip(mg.hotkeys, (float(t) for t in mg.validator_trust)))
    rows.sort(key=lambda r: -r[1])
    logger.info("%d rows", len(rows))
    return rows


if __name__ == "__main__":
    for hotkey, trust in trust_table(64)[:20]:
        print(hotkey, round(trust, 4))
