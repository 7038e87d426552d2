import bittensor as bt
import click


@click.command()
@click.pass_context
def tempo(ctx):
    sub = ctx.ensure_object(dict).setdefault("sub", None) or bt.Subtensor("test")
    #                                                        ^^^^^^^^^^^^^^^^^^^^ SUB001
    click.echo(sub.tempo(1))


if __name__ == "__main__":
    tempo()
