"""Dashboard API of a subnet: three handlers, three habits."""
import time
from functools import partial

import bittensor as bt
from fastapi import FastAPI, HTTPException, Query

app = FastAPI(title="subnet dashboard")
STARTED = time.time()
CACHE = {}


def _serialise(neuron):
    return {
        "uid": int(neuron.uid),
        "stake": float(neuron.stake),
        "hotkey": neuron.hotkey,
    }


@app.get("/block")
def block():
    sub = bt.Subtensor("finney")
    try:
        return {"block": sub.get_current_block()}
    finally:
        sub.close()


@app.get("/neurons/{netuid}")
def neurons(netuid: int, limit: int = Query(10)):
    sub = bt.Subtensor("finney")
    # line SUB002
    if not sub.subnet_exists(netuid):
        return {"error": "no such subnet"}
    listed = [_serialise(n) for n in sub.neurons_lite(netuid)[:limit]]
    sub.close()
    return listed


@app.get("/difficulty/{netuid}")
def difficulty(netuid: int):
    with bt.Subtensor("finney") as sub:
        value = sub.difficulty(netuid)
        if value is None:
            raise HTTPException(404, "no such subnet")
        return {"difficulty": value}


@app.get("/price/{netuid}")
def price(netuid: int):
    if netuid in CACHE:
        return CACHE[netuid]
    info = bt.Subtensor("finney").subnet(netuid)
    # line SUB004
    CACHE[netuid] = {"price": float(info.price)}
    return CACHE[netuid]


@app.get("/uptime")
def uptime():
    return {"seconds": time.time() - STARTED}
