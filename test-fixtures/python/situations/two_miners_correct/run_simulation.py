from simulation.miner import Miner


def main():
    miners = [Miner(1, seed) for seed in range(16)]
    for _ in range(100):
        print(sum(m.step() for m in miners))


if __name__ == "__main__":
    main()
