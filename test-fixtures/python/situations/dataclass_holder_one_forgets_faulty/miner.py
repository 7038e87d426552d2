import time

from ctx import build_context


def main() -> None:
    context = build_context("finney")
    # line SUB007
    for _ in range(10):
        context.cache["block"] = context.subtensor.get_current_block()
        time.sleep(12)
    print(context.cache)


if __name__ == "__main__":
    main()
