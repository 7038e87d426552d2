from subnet import disconnect, open_chain


def leak():
    sub = open_chain("finney")
    #     ^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())


def closed():
    sub = open_chain("finney")
    print(sub.get_current_block())
    disconnect(sub)
