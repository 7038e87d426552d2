from hier.recorder import Recorder


def main() -> None:
    recorder = Recorder("finney", "heads.txt")
    # line SUB007|SUB006
    try:
        recorder.record()
    finally:
        recorder.close()


if __name__ == "__main__":
    main()
