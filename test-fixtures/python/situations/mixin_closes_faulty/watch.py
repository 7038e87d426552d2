from lib.monitor import Monitor


def main():
    monitor = Monitor(3)
    # line SUB007
    count = monitor.registrations()
    print("registrations", count)


if __name__ == "__main__":
    main()
