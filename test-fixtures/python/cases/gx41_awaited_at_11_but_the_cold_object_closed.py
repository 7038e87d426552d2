# sdk: 11.3.0
import bittensor as bt


async def main():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001|SUB010
    client = await sub
    print(await client.balances.get("5F"))
    sub.close()


async def main_right():
    sub = bt.Subtensor("finney")
    client = await sub
    print(await client.balances.get("5F"))
    await client.close()
