from src.node import Node

if __name__ == "__main__":
    node = Node("finney", 1)
    try:
        print(node.size())
    finally:
        node.close()
