"""Jobs described as dataclasses."""
from dataclasses import dataclass, field
from typing import List, Optional

import bittensor as bt


@dataclass
class Job:
    netuid: int
    network: str = "finney"
    history: List[int] = field(default_factory=list)
    subtensor: bt.Subtensor = field(default_factory=bt.Subtensor)
    # line SUB006
    error: Optional[str] = None

    def run(self):
        try:
            self.history.append(self.subtensor.difficulty(self.netuid))
        except Exception as err:
            self.error = str(err)

    def summary(self):
        if self.error:
            return f"{self.netuid}: {self.error}"
        return f"{self.netuid}: {self.history}"


@dataclass
class Borrowing:
    netuid: int
    subtensor: bt.Subtensor
    history: List[int] = field(default_factory=list)

    def run(self):
        self.history.append(self.subtensor.difficulty(self.netuid))


def main():
    jobs = [Job(netuid) for netuid in (1, 2, 3)]
    for job in jobs:
        job.run()
        print(job.summary())
    with bt.Subtensor() as sub:
        borrowing = Borrowing(1, sub)
        borrowing.run()
        print(borrowing.history)


if __name__ == "__main__":
    main()
