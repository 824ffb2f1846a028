"""A refusal: what was asked cannot be, said to the person who can mend it."""


class Refusal(Exception):
    """`says` is a Chinese msgid with `{holes}`, filled from `facts` in the reader's language; `status` as in HTTP.

    `at`: which of the event's pages mends it, by its name in templates/mended.html.
    """

    at = ""

    def __init__(self, says: str, *, status: int = 422, **facts: object) -> None:
        super().__init__(says)
        self.says, self.status, self.facts = says, status, facts

    def mended(self, at: str) -> "Refusal":
        """The same, with where it is mended."""
        self.at = at
        return self

    def __str__(self) -> str:
        return self.says.format(**self.facts) if self.facts else self.says


class Missing(Refusal):
    """There is no such thing."""

    def __init__(self, says: str, **facts: object) -> None:
        super().__init__(says, status=404, **facts)
