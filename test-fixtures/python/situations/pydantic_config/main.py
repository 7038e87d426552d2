import contextlib

from context import AppContext


def report(context: AppContext):
    metagraph = context.subtensor.metagraph(context.settings.netuid)
    print(metagraph.n, context.tags)


def good():
    with contextlib.closing(AppContext(tags=["weekly"])) as context:
        report(context)


def also_good():
    context = AppContext()
    try:
        report(context)
    except ConnectionError as err:
        print("failed", err)
    finally:
        context.close()


def bad():
    context = AppContext(tags=["daily"])
    # line SUB007
    report(context)


if __name__ == "__main__":
    good()
    also_good()
    bad()
