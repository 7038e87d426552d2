import bittensor as bt


async def main():
    sub = bt.AsyncSubtensor("finney")
    print("endpoint", sub.chain_endpoint)
    async with sub:
        print(await sub.get_current_block())
