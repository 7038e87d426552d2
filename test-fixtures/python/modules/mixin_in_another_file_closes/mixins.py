class Closing:
    def close(self):
        sub = getattr(self, "subtensor", None)
        if sub is not None:
            sub.close()
