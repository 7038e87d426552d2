from ctx import build_context


def main() -> None:
    context = build_context("finney")
    try:
        print(context.subtensor.get_current_block())
    finally:
        context.subtensor.close()


if __name__ == "__main__":
    main()
