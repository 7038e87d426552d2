from lib.monitor import Monitor


def main():
    with Monitor(3) as monitor:
        count = monitor.registrations()
    print("registrations", count)


if __name__ == "__main__":
    main()
