import sys

import bittensor as bt
import click

from session import chain_session, open_chain


@click.group()
@click.option("--network", default="finney")
@click.pass_context
def cli(ctx, network):
    ctx.ensure_object(dict)
    ctx.obj["network"] = network


@cli.command()
@click.pass_context
def block(ctx):
    with chain_session(ctx.obj["network"]) as sub:
        click.echo(sub.get_current_block())


@cli.command()
@click.argument("netuid", type=int)
@click.pass_context
def hyperparameters(ctx, netuid):
    sub = open_chain(ctx.obj["network"])
    # line SUB002
    params = sub.get_subnet_hyperparameters(netuid)
    if params is None:
        click.secho("no such subnet", fg="red")
        return
    for key, value in vars(params).items():
        click.echo(f"{key:30} {value}")
    sub.close()


@cli.command()
@click.argument("netuid", type=int)
@click.pass_context
def cost(ctx, netuid):
    sub = open_chain(ctx.obj["network"])
    try:
        price = sub.recycle(netuid)
    except Exception as err:
        click.secho(str(err), fg="red")
        sub.close()
        sys.exit(1)
    click.echo(f"{price}")
    sub.close()


if __name__ == "__main__":
    cli()
