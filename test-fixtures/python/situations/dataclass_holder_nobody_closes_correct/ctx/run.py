from ctx.context import build_context


def main() -> None:
    context = build_context("finney", 1)
    print(context.subtensor.get_current_block(), context.wallet.name)
    context.subtensor.close()


if __name__ == "__main__":
    main()
