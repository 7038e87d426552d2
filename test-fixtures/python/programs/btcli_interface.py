# sdk: 9.12.2
import asyncio
import json
import sys

from bittensor_cli.src.bittensor.subtensor_interface import SubtensorInterface


def as_row(info):
    return {
        "netuid": info.netuid,
        "tempo": info.tempo,
        "emission": float(info.tao_in_emission),
    }


async def subnets(network):
    async with SubtensorInterface(network) as subtensor:
        infos = await subtensor.all_subnets()
        return [as_row(i) for i in infos]


async def block_hash(network):
    subtensor = SubtensorInterface(network)
    async with subtensor:
        return await subtensor.substrate.get_chain_head()


def main():
    network = sys.argv[1] if len(sys.argv) > 1 else "finney"
    rows = asyncio.run(subnets(network))
    json.dump({"head": asyncio.run(block_hash(network)), "rows": rows}, sys.stdout)


if __name__ == "__main__":
    main()
