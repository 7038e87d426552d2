# sdk: 11.1.0
import asyncio
import json
import sys

import bittensor as bt


class JsonSink:
    def __init__(self, stream):
        self.stream = stream
        self.count = 0

    def write(self, **row):
        self.stream.write(json.dumps(row) + "\n")
        self.count += 1


async def feed(netuids, sink):
    client = bt.Client("finney")
    current = await client.block()
    # line SUB012
    sink.write(kind="head", block=int(current))
    await client.connect()
    try:
        for netuid in netuids:
            neurons = await client.subnets.neurons(netuid)
            sink.write(kind="subnet", netuid=netuid, neurons=len(neurons))
    finally:
        await client.close()


async def main():
    sink = JsonSink(sys.stdout)
    await feed([1, 2, 3], sink)
    print(sink.count, file=sys.stderr)


if __name__ == "__main__":
    asyncio.run(main())
