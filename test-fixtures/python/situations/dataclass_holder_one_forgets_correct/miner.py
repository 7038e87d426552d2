import time

from ctx import build_context


def main() -> None:
    context = build_context("finney")
    for _ in range(10):
        context.cache["block"] = context.subtensor.get_current_block()
        time.sleep(12)
    print(context.cache)
    context.subtensor.close()


if __name__ == "__main__":
    main()
