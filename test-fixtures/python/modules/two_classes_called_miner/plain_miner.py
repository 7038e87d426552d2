class Miner:
    def __init__(self):
        self.jobs = []

    def stop(self):
        self.jobs.clear()


def main():
    miner = Miner()
    print(miner.jobs)
