import sqlite3


def connect(path="neurons.db"):
    return sqlite3.connect(path)


def main():
    db = connect()
    db.execute("create table if not exists neurons (uid int, hotkey text)")
    rows = db.execute("select count(*) from neurons").fetchone()
    print(rows[0])


if __name__ == "__main__":
    main()
