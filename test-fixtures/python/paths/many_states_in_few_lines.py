# sdk: 10.5.0
"""A try around an opening, with openings in its handler: more states than lines."""

import bittensor as bt


async def main(a):
    try:
        x = bt.AsyncSubtensor()
        #   ^^^^^^^^^^^^^^^^^^^ SUB001
        await x.initialize()
    except BaseException:
        if not a:
            y = await bt.AsyncSubtensor().initialize()
            #         ^^^^^^^^^^^^^^^^^^^ SUB001
        x = await bt.AsyncSubtensor().initialize()
        #         ^^^^^^^^^^^^^^^^^^^ SUB001
    finally:
        print("done")
