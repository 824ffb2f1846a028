"""职责分工: how much one person may do in an event. What is kept always: who entered a mark does not confirm it."""

from collections.abc import Mapping
from dataclasses import dataclass

from competition.pages.language import N_

SIMPLE, STANDARD, STRICT = "simple", "standard", "strict"


@dataclass(frozen=True)
class Preset:
    """`signers`: of a form with measurements; `approvals`: officials a penalty or a ruling wants; `pin`: asked for at signing;
    `unsealers`: who open the codes together."""

    word: str
    says: str
    signers: int
    approvals: int
    pin: bool
    unsealers: int


PRESETS: Mapping[str, Preset] = {
    SIMPLE: Preset(N_("简易"), N_("小型赛项：签名不再输 PIN，扣分和裁定由裁判长一人决定"), 1, 1, False, 1),
    STANDARD: Preset(N_("标准"), N_("每张评分表签名时输 PIN；扣分和裁定要两人；解密要两人"), 1, 2, True, 2),
    STRICT: Preset(N_("严格"), N_("在标准之上，有测量分的评分表由两名裁判签名"), 2, 2, True, 2),
}


def preset_of(name: str) -> Preset:
    """The simple one where nobody chose."""
    return PRESETS.get(name, PRESETS[SIMPLE])
