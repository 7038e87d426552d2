import bittensor as bt


class Resources:
    def __init__(self) -> None:
        self.tracked = []
        self.sub = self.track(bt.Subtensor())

    def track(self, resource):
        self.tracked.append(resource)
        return resource

    def close(self) -> None:
        for resource in self.tracked:
            resource.close()


def main() -> None:
    resources = Resources()
    try:
        print(resources.sub.block)
    finally:
        resources.close()
