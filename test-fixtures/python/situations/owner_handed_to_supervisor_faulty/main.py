from sup.chain import Chain
from sup.supervisor import Supervisor


def main() -> None:
    chain = Chain("finney")
    # line SUB007|SUB006
    with Supervisor(chain) as supervisor:
        supervisor.run(10)


def once() -> int:
    chain = Chain("archive")
    try:
        return chain.head()
    finally:
        chain.disconnect()


if __name__ == "__main__":
    main()
