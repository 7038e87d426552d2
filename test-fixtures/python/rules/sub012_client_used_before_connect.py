# sdk: 11.3.0
import bittensor as bt


async def main():
    client = bt.Client("finney")
    print(await client.balances.get("5F3sa2TJAWMqDhXG6jhV4N8ko9SxwGy8TpaNS1repo5EYjQX"))
    # line SUB012
    await client.connect()
    await client.close()


async def main_right():
    client = bt.Client("finney")
    await client.connect()
    print(await client.balances.get("5F3sa2TJAWMqDhXG6jhV4N8ko9SxwGy8TpaNS1repo5EYjQX"))
    await client.close()
