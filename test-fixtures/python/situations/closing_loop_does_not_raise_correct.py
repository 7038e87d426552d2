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


def one():
    subs = [bt.Subtensor()]
    try:
        print(subs[0].block)
    finally:
        close_all(subs)


one()
