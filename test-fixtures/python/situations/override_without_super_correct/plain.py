from hier.base import Base


def plain() -> int:
    base = Base("finney")
    try:
        return base.head()
    finally:
        base.close()
