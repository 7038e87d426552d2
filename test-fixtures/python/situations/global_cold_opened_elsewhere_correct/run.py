import asyncio

from netstate import state
from netstate.info import describe


async def main() -> None:
    print(describe())
    for netuid in state.NETUIDS:
        print(netuid, state.subtensor.network)


if __name__ == "__main__":
    asyncio.run(main())
