import os

from flask import Flask, jsonify, request

from chain import current_block, get_subtensor

app = Flask(__name__)


@app.route("/block")
def block():
    return jsonify(block=current_block())


@app.route("/stake/<address>")
def stake(address):
    sub = get_subtensor()
    return jsonify(stake=float(sub.get_balance(address)))


@app.route("/health")
def health():
    return jsonify(ok=True, agent=request.headers.get("User-Agent"))


if __name__ == "__main__":
    app.run(port=int(os.environ.get("PORT", 5000)))
