from hier.base import Base


class Recorder(Base):
    def __init__(self, network: str, path: str):
        super().__init__(network)
        self.out = open(path, "a")

    def record(self) -> None:
        self.out.write(f"{self.head()}\n")

    def close(self) -> None:
        self.out.close()
        super().close()
