import logging
import socket

log = logging.getLogger("metrics")


def connect(host="127.0.0.1", port=2003):
    s = socket.create_connection((host, port))
    return s


def main():
    sub = connect()
    sub.sendall(b"alive 1\n")
    log.info("sent")


if __name__ == "__main__":
    main()
