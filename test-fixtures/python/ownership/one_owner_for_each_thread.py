import threading

import bittensor as bt


class Node:
    def __init__(self):
        self.sub = bt.Subtensor("finney")

    def run(self):
        print(self.sub.block)

    def close(self):
        self.sub.close()


def one_each():
    nodes = [Node() for _ in range(3)]
    try:
        threads = [threading.Thread(target=node.run) for node in nodes]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        for node in nodes:
            node.close()


def one_each_in_every_round():
    while True:
        nodes = [Node() for _ in range(3)]
        try:
            threads = [threading.Thread(target=node.run) for node in nodes]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        finally:
            for node in nodes:
                node.close()


def one_for_all_in_every_round():
    while True:
        node = Node()
        try:
            threads = [threading.Thread(target=node.run) for _ in range(3)]
            #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB015
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        finally:
            node.close()
