from sdk_ext import OfflineSubtensor, RetryingSubtensor


def leak():
    sub = RetryingSubtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())


def closed():
    sub = RetryingSubtensor("finney")
    print(sub.get_current_block())
    sub.close()


def offline():
    sub = OfflineSubtensor()
    print(sub.get_current_block())
