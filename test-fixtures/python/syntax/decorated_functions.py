import functools

import bittensor as bt
import click


@click.command()
@click.option("--netuid", default=1)
def show(netuid):
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    click.echo(sub.subnet(netuid))


@click.command()
@click.option("--netuid", default=1)
def show_scoped(netuid):
    with bt.Subtensor("finney") as sub:
        click.echo(sub.subnet(netuid))


def with_chain(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        with bt.Subtensor("finney") as sub:
            return func(sub, *args, **kwargs)

    return wrapper


@with_chain
def price(sub, netuid):
    return sub.subnet(netuid).price
