from bittensor_cli.src.bittensor.subtensor_interface import SubtensorInterface


async def run():
    async with SubtensorInterface("finney") as sub:
        print(await sub.get_total_stake_for_coldkey("5F..."))


async def run_existing():
    sub = SubtensorInterface("finney")
    async with sub:
        print(await sub.get_total_stake_for_coldkey("5F..."))
