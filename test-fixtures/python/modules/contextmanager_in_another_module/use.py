from contextlib import ExitStack

import scopes


def scoped():
    with scopes.chain() as sub:
        return sub.get_current_block()


def stacked(networks):
    with ExitStack() as stack:
        subs = [stack.enter_context(scopes.chain(network)) for network in networks]
        return [sub.get_current_block() for sub in subs]


def one_cause_one_finding():
    with scopes.leaky_chain() as sub:
        return sub.get_current_block()
