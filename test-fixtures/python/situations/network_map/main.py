import asyncio

from broken_hub import BrokenHub
from hub import Hub


async def main():
    hub = Hub(["finney", "test"])
    await hub.start()
    try:
        heights = await asyncio.gather(
            *(hub[name].get_current_block() for name in hub.networks)
        )
        print(dict(zip(hub.networks, heights)))
    finally:
        await hub.stop()

    broken = BrokenHub(["finney"])
    await broken.start()
    try:
        print(await broken.height())
    finally:
        await broken.stop()


if __name__ == "__main__":
    asyncio.run(main())
