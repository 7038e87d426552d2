from contextlib import closing

import bittensor as bt
import click


@click.group()
@click.option("--network", default="finney")
@click.pass_context
def cli(ctx, network):
    ctx.obj = ctx.with_resource(closing(bt.Subtensor(network)))


@cli.command()
@click.pass_obj
def block(sub):
    click.echo(sub.get_current_block())


@click.command()
@click.pass_context
def tempo(ctx):
    sub = ctx.with_resource(bt.Subtensor("test"))
    click.echo(sub.tempo(1))


if __name__ == "__main__":
    cli()
