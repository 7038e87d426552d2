# sdk: 9.10.0
import time

import bittensor as bt
from flask import Flask, jsonify, request

app = Flask(__name__)
CACHE = {}
TTL = 60


def cached(key):
    item = CACHE.get(key)
    if item and time.time() - item[0] < TTL:
        return item[1]
    return None


@app.route("/stake/<coldkey>")
def stake(coldkey):
    hit = cached(("stake", coldkey))
    if hit is not None:
        return jsonify(hit)
    sub = bt.subtensor(network=request.args.get("network", "finney"))
    # line SUB002
    positions = sub.get_stake_for_coldkey(coldkey)
    if not positions:
        return jsonify(error="unknown coldkey"), 404
    body = [
        {"netuid": p.netuid, "hotkey": p.hotkey_ss58, "stake": float(p.stake)}
        for p in positions
    ]
    sub.close()
    CACHE[("stake", coldkey)] = (time.time(), body)
    return jsonify(body)


@app.route("/balance/<coldkey>")
def balance(coldkey):
    with bt.subtensor(network="finney") as sub:
        return jsonify(balance=float(sub.get_balance(coldkey)))


if __name__ == "__main__":
    app.run(port=8080)
