import logging

import bittensor as bt
import click

logger = logging.getLogger("click-tool")


@click.group()
@click.option("--network", default="finney")
@click.pass_context
def cli(ctx: click.Context, network: str) -> None:
    sub = bt.Subtensor(network=network)
    ctx.call_on_close(sub.close)
    ctx.obj = sub


@cli.command()
@click.argument("netuid", type=int)
@click.pass_obj
def size(sub, netuid: int) -> None:
    click.echo(int(sub.metagraph(netuid).n))


@cli.command()
@click.pass_obj
def head(sub) -> None:
    click.echo(sub.get_current_block())


if __name__ == "__main__":
    cli()
