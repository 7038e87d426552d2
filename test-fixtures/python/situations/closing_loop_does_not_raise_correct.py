# mode: strict
import bittensor as bt


def close_all(subs):
    errors = []
    for sub in subs:
        try:
            sub.close()
        except Exception as error:
            errors.append(error)
    return errors


def close_named(subs):
    for name, sub in subs.items():
        sub.close()


def one():
    subs = [bt.Subtensor()]
    try:
        print(subs[0].block)
    finally:
        close_all(subs)


def two():
    subs = {"finney": bt.Subtensor()}
    try:
        print(subs["finney"].block)
    finally:
        close_named(subs)


one()
two()
