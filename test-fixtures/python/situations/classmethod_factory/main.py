import contextlib
import sys

from client import Client


def main(networks):
    with Client.from_env() as client:
        print(client.label, client.block())

    with contextlib.ExitStack() as stack:
        clients = [
            stack.enter_context(Client.from_network(name))
            for name in networks
            if Client.valid(name)
        ]
        for client in clients:
            print(client.label, client.block())

    last = Client.from_network("test")
    try:
        print(last.block())
    finally:
        last.close()


if __name__ == "__main__":
    main(sys.argv[1:])
