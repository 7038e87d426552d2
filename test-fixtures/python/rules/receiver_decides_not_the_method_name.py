import aiohttp
import bittensor as bt
import matplotlib.pyplot as plt
import psycopg2


def plot(netuid):
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    plt.plot(sub.metagraph(netuid).stake)
    plt.close()


def store(dsn):
    db = psycopg2.connect(dsn)
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    db.cursor().execute("insert into blocks values (%s)", (sub.get_current_block(),))
    db.close()


async def fetch(url):
    session = aiohttp.ClientSession()
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block(), url)
    await session.close()


def code():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.substrate.ws.close_code)
