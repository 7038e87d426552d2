from cleanup import cleanup
from context import Context


def closed():
    ctx = Context("finney")
    print(ctx.subtensor.get_current_block())
    cleanup(ctx)


def forgotten():
    ctx = Context("finney")
    #     ^^^^^^^^^^^^^^^^^ SUB007
    print(ctx.network)
