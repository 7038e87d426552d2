import atexit
import os

from flask import Flask, jsonify

from chain import current_block, get_subtensor, release

app = Flask(__name__)
atexit.register(release)


@app.route("/block")
def block():
    return jsonify(block=current_block())


@app.route("/stake/<address>")
def stake(address):
    sub = get_subtensor()
    return jsonify(stake=float(sub.get_balance(address)))


if __name__ == "__main__":
    app.run(port=int(os.environ.get("PORT", 5000)))
