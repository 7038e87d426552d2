from wire.node import Node


def main() -> None:
    node = Node(1)
    node.start()
    print(node.netuid)
    node.stop()


if __name__ == "__main__":
    main()
