import time

from bg.updater import Updater


def main() -> None:
    updater = Updater(1)
    updater.start()
    time.sleep(600)
    print(updater.hotkeys)
    updater.close()


if __name__ == "__main__":
    main()
