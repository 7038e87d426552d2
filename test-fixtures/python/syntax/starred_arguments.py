import bittensor as bt


def show(*subtensors, **named):
    for each in subtensors:
        print(each.network)
    print(list(named))


def run():
    subs = [bt.Subtensor("finney"), bt.Subtensor("archive")]
    show(*subs)
    for each in subs:
        each.close()


def constructor_arguments(options):
    sub = bt.Subtensor(**options)
    #     ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    show(sub)


def constructor_positional(arguments):
    with bt.Subtensor(*arguments) as sub:
        show(sub)
