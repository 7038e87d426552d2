import logging

from async_substrate_interface import SubstrateInterface

logger = logging.getLogger("raw")


def runtime_version() -> int:
    substrate = SubstrateInterface(url="http://127.0.0.1:9933", ss58_format=42)
    version = substrate.get_chain_finalised_head()
    logger.info("finalised head %s", version)
    count = substrate.query("SubtensorModule", "TotalNetworks")
    return int(count.value)


if __name__ == "__main__":
    print(runtime_version())
