"""How identity numbers and phones are shown inside; outside, not at all. Full numbers need a permission and leave a record."""


def masked_identity(number: str) -> str:
    """510107********0018."""
    return f"{number[:6]}********{number[-4:]}" if len(number) >= 15 else "*" * len(number)


def masked_phone(number: str) -> str:
    """138****0000."""
    return f"{number[:3]}****{number[-4:]}" if len(number) >= 11 else "*" * len(number)
