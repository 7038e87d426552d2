from ext.subtensor import LoggingSubtensor, OfflineSubtensor


def main() -> None:
    sub = LoggingSubtensor(tag="run")
    print(sub.get_current_block())
    offline = OfflineSubtensor()
    print(offline.metagraph(1))


if __name__ == "__main__":
    main()
