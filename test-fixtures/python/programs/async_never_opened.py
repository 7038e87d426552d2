import asyncio
import dataclasses

import bittensor as bt


@dataclasses.dataclass(frozen=True)
class Target:
    netuid: int
    network: str = "finney"


def describe(target: Target) -> str:
    sub = bt.AsyncSubtensor(network=target.network)
    return f"{target.netuid} via {sub.chain_endpoint}"


async def fetch(target: Target):
    sub = bt.AsyncSubtensor(network=target.network)
    print(describe(target))
    async with sub:
        return await sub.get_subnet_burn_cost()


async def main():
    targets = [Target(1), Target(2, "test")]
    costs = []
    for target in targets:
        costs.append(await fetch(target))
    print(sum(float(c) for c in costs))


if __name__ == "__main__":
    asyncio.run(main())
