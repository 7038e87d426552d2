from collections import Counter

from many.nodes import open_all


def vote(endpoints: list[str], block: int) -> str:
    subs = open_all(endpoints)
    # line SUB001
    votes = Counter(sub.get_block_hash(block) for sub in subs)
    print([sub.network for sub in subs])
    return votes.most_common(1)[0][0]


if __name__ == "__main__":
    print(vote(["finney", "archive"], 4_000_000))
