import logging

from async_substrate_interface import SubstrateInterface

logger = logging.getLogger("raw")


def runtime_version() -> int:
    substrate = SubstrateInterface(url="wss://entrypoint-finney.opentensor.ai:443", ss58_format=42)
    # line SUB001
    version = substrate.get_chain_finalised_head()
    logger.info("finalised head %s", version)
    count = substrate.query("SubtensorModule", "TotalNetworks")
    return int(count.value)


if __name__ == "__main__":
    print(runtime_version())
