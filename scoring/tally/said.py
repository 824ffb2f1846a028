"""How an objection is said: where, in which words, with which facts. Knows no decision."""

from scoring.problems import N_, Problem


def says(where: str, text: str, **facts: str) -> Problem:
    return Problem(where, text, facts)


def no_reason(reason: str) -> Problem | None:
    return None if reason.strip() else says("reason", N_("应写明理由"))
