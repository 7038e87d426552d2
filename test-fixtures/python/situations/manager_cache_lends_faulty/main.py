from mgr.manager import ConnectionManager
from mgr.service import difference


def main() -> None:
    manager = ConnectionManager()
    try:
        print(difference(manager))
    finally:
        manager.close_all()


if __name__ == "__main__":
    main()
