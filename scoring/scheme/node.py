"""One value of a scheme being read, its JSON path, and the list of all that is wrong so far.

Each reading says what is wrong and answers None, so that one pass finds everything. Knows no key of a scheme.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction

from scoring.amounts import amount, plain
from scoring.problems import N_, Problem

_KINDS = {str: "文字", bool: "真假值", int: "整数", list: "列表", dict: "对象", type(None): "null"}


@dataclass(frozen=True, slots=True)
class Node:
    path: str
    value: object
    problems: list[Problem]

    def wrong(self, says: str, **facts: str) -> None:
        self.problems.append(Problem(self.path or "$", says, facts))

    def key(self, name: str) -> "Node | None":
        """The value under this key, where there is one."""
        if not isinstance(self.value, dict) or name not in self.value:
            return None
        return Node(f"{self.path}.{name}" if self.path else name, self.value[name], self.problems)

    def keys(self, required: Collection[str], optional: Collection[str] = ()) -> bool:
        """Is it an object? Says which keys it lacks and which do not belong here."""
        if not isinstance(self.value, dict):
            self.wrong(N_("这里是{found}，应为对象"), found=self.found())
            return False
        at = f"{self.path}." if self.path else ""
        for name in required:
            if name not in self.value:
                self.problems.append(Problem(at + name, N_("缺少此项，应写明"), {}))
        for name in self.value:
            if name not in required and name not in optional:
                self.problems.append(
                    Problem(f"{at}{name}" or "$", N_("这里没有此项，应为：{keys}"), {"keys": "、".join([*required, *optional])})
                )
        return True

    def entries(self) -> "Iterator[tuple[str, Node]]":
        """An object's keys and values, where the keys are free."""
        if not isinstance(self.value, dict):
            self.wrong(N_("这里是{found}，应为对象"), found=self.found())
            return
        for name, value in self.value.items():
            yield str(name), Node(f"{self.path}.{name}", value, self.problems)

    def items(self, *, empty: bool = False) -> "list[Node]":
        if not isinstance(self.value, list | tuple):
            self.wrong(N_("这里是{found}，应为列表"), found=self.found())
            return []
        if not self.value and not empty:
            self.wrong(N_("列表为空，至少应有一项"))
        return [Node(f"{self.path}[{index}]", value, self.problems) for index, value in enumerate(self.value)]

    def row(self, length: int) -> "list[Node] | None":
        """A list of exactly so many."""
        if isinstance(self.value, list | tuple) and len(self.value) == length:
            return self.items()
        self.wrong(N_("这里应为有 {length} 项的列表"), length=str(length))
        return None

    def text(self) -> str | None:
        if isinstance(self.value, str):
            return self.value
        self.wrong(N_("这里是{found}，应为文字"), found=self.found())
        return None

    def code(self) -> str | None:
        code = self.text()
        if code == "" or (code or "").startswith("@"):
            self.wrong(N_("代号为 {code}，应不为空且不以 @ 开头"), code=code or "（空）")
            return None
        return code

    def one_of(self, names: Collection[str]) -> str | None:
        if isinstance(self.value, str) and self.value in names:
            return self.value
        found = self.value if isinstance(self.value, str) else self.found()
        self.wrong(N_("这里是 {found}，应为下列之一：{names}"), found=found, names="、".join(names))
        return None

    def flag(self) -> bool | None:
        if isinstance(self.value, bool):
            return self.value
        self.wrong(N_("这里是{found}，应为 true 或 false"), found=self.found())
        return None

    def count(self, least: int = 0, most: int | None = None) -> int | None:
        if type(self.value) is not int:
            self.wrong(N_("这里是{found}，应为整数"), found=self.found())
            return None
        if self.value < least or (most is not None and self.value > most):
            says = N_("这里是 {found}，应不小于 {least}") if most is None else N_("这里是 {found}，应在 {least} 与 {most} 之间")
            self.wrong(says, found=_written(self.value), least=str(least), most=str(most))
            return None
        return self.value

    def amount(self, *, negative: bool = False, over: bool = False, most: Fraction | None = None) -> Fraction | None:
        """`negative`: may be under 0; `over`: must be over 0."""
        found = amount(self.value) if isinstance(self.value, str) else None
        if found is None:
            shown = self.value if isinstance(self.value, str) else self.found()
            self.wrong(N_("这里是 {found}，应为引号里的数，整数至多十二位、小数至多九位"), found=shown)
        elif (found < 0 and not negative) or (over and found <= 0):
            self.wrong(N_("这里是 {found}，应大于 0") if over else N_("这里是 {found}，应不小于 0"), found=plain(found))
        elif most is not None and found > most:
            self.wrong(N_("这里是 {found}，应不大于 {most}"), found=plain(found), most=plain(most))
        else:
            return found
        return None

    def found(self) -> str:
        return _KINDS.get(type(self.value), "带小数点、指数或过大的数")


def _written(count: int) -> str:
    # Python refuses to write out integers of thousands of digits.
    return str(count) if abs(count) < 10**18 else "很大的数"
