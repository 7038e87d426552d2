import turbobt


async def run():
    bittensor = turbobt.Bittensor("finney")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(await bittensor.head.get())


async def run_closed():
    bittensor = turbobt.Bittensor("finney")
    print(await bittensor.head.get())
    await bittensor.close()


async def run_scoped():
    async with turbobt.Bittensor("finney") as bittensor:
        print(await bittensor.head.get())
