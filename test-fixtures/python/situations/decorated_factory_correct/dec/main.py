import argparse

from dec.factory import connect


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--hotkey", required=True)
    args = parser.parse_args()
    sub = connect()
    try:
        print(sub.get_hotkey_owner(hotkey_ss58=args.hotkey))
    except ValueError as exc:
        print("bad key", exc)
    finally:
        sub.close()


if __name__ == "__main__":
    main()
