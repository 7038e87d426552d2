from contextlib import contextmanager

import bittensor as bt
import click


def open_chain(network, retries=3):
    """Opens a connection which the caller closes."""
    last = None
    for attempt in range(retries):
        try:
            return bt.Subtensor(network)
        except Exception as err:
            last = err
            click.echo(f"attempt {attempt + 1} failed: {err}", err=True)
    raise click.ClickException(f"cannot reach {network}: {last}")


@contextmanager
def chain_session(network):
    sub = open_chain(network)
    try:
        yield sub
    finally:
        sub.close()
