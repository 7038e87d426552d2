from context import Context


def cleanup(ctx: Context):
    ctx.subtensor.close()
