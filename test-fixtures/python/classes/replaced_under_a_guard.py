import bittensor as bt


class Renewed:
    def __init__(self):
        self.sub = bt.Subtensor("finney")

    def close(self):
        self.sub.close()


class OldIsAsked(Renewed):
    def reconnect(self):
        old = self.sub
        self.sub = bt.Subtensor("finney")
        if old is None:
            return
        old.close()


class OldIsAnother(Renewed):
    def reconnect(self):
        old = self.sub
        self.sub = bt.Subtensor("finney")
        if old is not None and old is not self.sub:
            old.close()


class HasClose(Renewed):
    def reconnect(self):
        if hasattr(self.sub, "close"):
            self.sub.close()
        self.sub = bt.Subtensor("finney")


class CanBeCalled(Renewed):
    def reconnect(self):
        close = getattr(self.sub, "close", None)
        if callable(close):
            close()
        self.sub = bt.Subtensor("finney")


class ByItsPart(Renewed):
    def clean(self):
        if not hasattr(self, "sub") or not self.sub:
            return
        try:
            if hasattr(self.sub, "substrate") and self.sub.substrate:
                self.sub.substrate.close()
        except Exception as error:
            print(error)

    def reconnect(self):
        new = bt.Subtensor("finney")
        self.clean()
        self.sub = new


class AsksForSomethingElse(Renewed):
    def reconnect(self, tired):
        if tired:
            self.sub.close()
        self.sub = bt.Subtensor("finney")
        #          ^^^^^^^^^^^^^^^^^^^^^^ SUB005


class OldIsDropped(Renewed):
    def reconnect(self):
        old = self.sub
        self.sub = bt.Subtensor("finney")
        #          ^^^^^^^^^^^^^^^^^^^^^^ SUB005
        print(old.block)


class Archive:
    def __init__(self, archive):
        self.sub = bt.Subtensor("finney")
        self.archive = self.sub if archive else bt.Subtensor("archive")

    def close(self):
        self.sub.close()
        if self.archive is not self.sub:
            self.archive.close()


def main(archive):
    one = Archive(archive)
    try:
        print(one.archive.block)
    finally:
        one.close()
