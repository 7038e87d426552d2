from aiohttp import web

from lifecycle import archive_context, close_chain, open_chain


async def block(request):
    number = await request.app["chain"].get_current_block()
    return web.json_response({"block": number})


async def block_hash(request):
    number = int(request.match_info["number"])
    found = await request.app["archive"].get_block_hash(number)
    if found is None:
        raise web.HTTPNotFound()
    return web.json_response({"hash": found})


def build():
    app = web.Application()
    app.on_startup.append(open_chain)
    app.on_cleanup.append(close_chain)
    app.cleanup_ctx.append(archive_context)
    app.add_routes([web.get("/block", block), web.get("/hash/{number}", block_hash)])
    return app


if __name__ == "__main__":
    web.run_app(build(), port=8080)
