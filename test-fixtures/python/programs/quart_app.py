import bittensor as bt
from quart import Quart, abort, jsonify

app = Quart(__name__)
chain = None


@app.before_serving
async def open_chain():
    global chain
    chain = bt.AsyncSubtensor(network="finney", log_verbose=False)
    await chain.initialize()


@app.after_serving
async def close_chain():
    if chain:
        await chain.close()


@app.get("/validators/<int:netuid>")
async def validators(netuid):
    if not await chain.subnet_exists(netuid):
        abort(404)
    mg = await chain.metagraph(netuid)
    rows = []
    for uid in range(int(mg.n)):
        if mg.validator_permit[uid]:
            rows.append({"uid": uid, "hotkey": mg.hotkeys[uid]})
    return jsonify(rows)


@app.get("/")
async def index():
    return jsonify(block=await chain.get_current_block())


if __name__ == "__main__":
    app.run()
