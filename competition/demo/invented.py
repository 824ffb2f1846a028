"""People and employers that do not exist, the same for the same seed. Pure; some names are hard on purpose.

Must not know what they will compete in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

EMPLOYERS = (
    "青梧机电公司", "白鹭电气厂", "长桥物业公司", "石榴汽车服务公司", "南枝建设公司", "云杉轨道维保公司",
    "望川食品厂", "锦瑟餐饮公司", "听松酒店", "竹里软件公司", "芦荻网络科技公司", "东篱园林公司", "星桥地铁维修公司",
    "玉垒供水公司", "半夏医药公司", "晚晴养老服务中心", "素问仪器厂", "鹤鸣技师学院", "霁月食品公司", "浣溪物流公司",
)  # fmt: skip
# Characters outside the usual fonts, a name of four, names with a middle dot: what a list of real people is full of.
HARD = (
    "林喆", "顾堃", "沈昇", "陶㐂", "聂䶮", "李𬭚", "买买提·艾山", "欧阳砚秋", "阿依古丽·玉山", "贺赟", "白玛措姆",
    "丘骉",
)  # fmt: skip
SURNAMES = tuple("许程陆周苏叶江谢戚裴柏温虞褚卞阮简童纪祁向詹樊殷岑路邬商黎桑")
GIVEN = (
    "望舒", "不语", "一苇", "知微", "临川", "观澜", "听雨", "书白", "念初", "星阑", "怀瑾", "若谷", "见山", "子衿",
    "如晦", "云起", "未央", "长庚", "采薇", "既明", "思齐", "行舟", "疏桐", "半夏", "景行", "拾光", "问渠", "晓舟",
    "砚耕", "栖迟", "守拙", "归荑",
)  # fmt: skip
DELEGATIONS = ("青羽街道代表队", "锦里街道代表队", "机电行业代表队", "服务行业代表队", "望江街道代表队", "园区工会代表队")


@dataclass(frozen=True)
class Invented:
    """Somebody, and where he works."""

    name: str
    employer: str


def names(seed: int, count: int, part: str = "") -> list[str]:
    """So many different names."""
    dice = Random(f"{seed} names {part}")
    plain = [surname + given for surname in SURNAMES for given in GIVEN]
    dice.shuffle(plain)
    return plain[:count]


def people(seed: int, count: int, part: str = "", hard: Sequence[str] = ()) -> list[Invented]:
    """So many people, those with the `hard` names among them."""
    dice = Random(f"{seed} people {part}")
    found = [*hard, *names(seed, count, part)][:count]
    dice.shuffle(found)
    employers = list(EMPLOYERS)
    dice.shuffle(employers)
    return [Invented(name, employers[number % len(employers)]) for number, name in enumerate(found)]
