import multiprocessing as mp
import time

from worker import WeightSetter


def main():
    inbox = mp.Queue()
    setter = WeightSetter(inbox, netuid=3)
    setter.start()
    for step in range(3):
        inbox.put(([0, 1], [0.5, 0.5]))
        time.sleep(12)
    setter.stop()


if __name__ == "__main__":
    mp.set_start_method("spawn")
    main()
