def shorten(address: str) -> str:
    return f"{address[:6]}…{address[-4:]}"
