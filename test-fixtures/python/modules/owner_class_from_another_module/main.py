from chain import Chain, open_chain


def given(sub):
    chain = Chain(sub)
    print(chain)


def forgotten():
    chain = Chain(network="archive")
    #       ^^^^^^^^^^^^^^^^^^^^^^^^ SUB007
    print(chain)


def forgotten_through_factory():
    chain = open_chain("finney")
    #       ^^^^^^^^^^^^^^^^^^^^ SUB007
    print(chain)


def closed():
    chain = open_chain("finney")
    print(chain)
    chain.close()
