import asyncio

import bittensor as bt


async def alpha_balance(coldkey: str, netuid: int) -> float:
    async with bt.AsyncSubtensor(network="finney") as sub:
        infos = await sub.get_stake_info_for_coldkey(coldkey_ss58=coldkey)
        return sum(float(i.stake) for i in infos if i.netuid == netuid)


if __name__ == "__main__":
    print(asyncio.run(alpha_balance("5C...", 19)))
