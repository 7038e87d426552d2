import json
import logging

import bittensor as bt
from aiohttp import web

log = logging.getLogger("web")


def fail(status, text):
    return web.Response(status=status, text=json.dumps({"error": text}))


async def positions(request):
    coldkey = request.query.get("coldkey", "")
    if len(coldkey) != 48:
        return fail(400, "bad address")
    sub = await bt.AsyncSubtensor(network="finney").initialize()
    # line SUB002
    try:
        stakes = await sub.get_stake_info_for_coldkey(coldkey)
        total = sum(float(s.stake) for s in stakes or [])
        await sub.close()
    except Exception as exc:
        log.exception("query failed")
        return fail(502, str(exc))
    return web.json_response({"coldkey": coldkey, "total": total})


async def ping(_request):
    return web.json_response({"ok": True})


def build():
    app = web.Application()
    app.router.add_get("/positions", positions)
    app.router.add_get("/ping", ping)
    return app


if __name__ == "__main__":
    web.run_app(build())
