from hier.recorder import Recorder


def main() -> None:
    recorder = Recorder("finney", "heads.txt")
    try:
        recorder.record()
    finally:
        recorder.close()


if __name__ == "__main__":
    main()
