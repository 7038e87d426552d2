import acme_db

from .chain import Subtensor, attach, detach


def read(path):
    file = open(path)
    return file.read()


def read_well(path):
    with open(path) as file:
        return file.read()


async def query(sql):
    db = await acme_db.connect("db://")
    if not sql:
        return None
    rows = await db.fetch(sql)
    await db.aclose()
    return rows


async def pooled(pool: acme_db.Pool):
    db = await acme_db.connect("db://")
    pool.put(db)


def block():
    sub = attach("finney")
    return sub.block


def block_well():
    sub = attach("finney")
    try:
        return sub.block
    finally:
        detach(sub)


def fake():
    return Subtensor().block
