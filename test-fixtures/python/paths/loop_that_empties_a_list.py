import bittensor as bt


def taken_out_and_dropped(endpoints):
    pool = [bt.Subtensor(it) for it in endpoints]
    #       ^^^^^^^^^^^^^^^^ SUB001
    while pool:
        sub = pool.pop()
        print(sub.block)


def goes_on_after_the_loop(network):
    pool = [bt.Subtensor(network)]
    while pool:
        sub = pool.pop()
        sub.close()
    late = bt.Subtensor(network)
    #      ^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(late.block)


def emptied_only_if_there_is_a_round(endpoints, rounds):
    pool = [bt.Subtensor(it) for it in endpoints]
    #       ^^^^^^^^^^^^^^^^ SUB002
    for _ in rounds:
        while pool:
            pool.pop().close()


def emptied_with_a_few_attempts_each(endpoints):
    pool = [bt.Subtensor(it) for it in endpoints]
    while pool:
        sub = pool.pop()
        for _ in range(3):
            try:
                sub.close()
                break
            except OSError:
                continue
