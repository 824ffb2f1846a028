"""Why there is no database to be had: one sentence that says what to do about it."""


class DatabaseUnavailable(Exception):
    """A Chinese msgid and its facts, for whoever starts the program."""

    def __init__(self, says: str, **facts: object) -> None:
        self.says, self.facts = says, facts
        super().__init__(says.format(**facts))
