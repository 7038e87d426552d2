import time

from net.chain import Chain


def bench(n: int) -> float:
    chain = Chain("archive")
    # line SUB007
    started = time.perf_counter()
    for _ in range(n):
        chain.head()
    elapsed = time.perf_counter() - started
    return elapsed / n


if __name__ == "__main__":
    print(bench(100))
