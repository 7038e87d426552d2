from substrateinterface import SubstrateInterface


def ensure(obj):
    if not hasattr(obj, "_sub") or obj._sub is None:
        obj._sub = SubstrateInterface(url=obj.url)
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB006
    return obj._sub


class Client:
    def __init__(self, url):
        self.url = url
        self._sub = None

    def connect(self):
        self._sub = SubstrateInterface(url=self.url)
#                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB006

    def balance(self):
        if not self._sub:
            self.connect()
        return self._sub.query("System", "Account")

    def files(self):
        ensure(self)
        return self._sub.query("Files", "All")
