"""参赛编号, as it is written. Must not know how it is given: in the order of acceptance, or by a draw."""


def contest_number(code: str, number: int) -> str:
    """DG007."""
    return f"{code}{number:03d}"
