"""What a draft enters, over what is kept: read through, written only above. Must not know what stands in it."""

from collections.abc import Iterator, MutableMapping
from typing import Any, Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Over(MutableMapping[K, V], Generic[K, V]):
    """A look costs one look more; a ChainMap asks twice and in a generator, and every mark looks here."""

    def __init__(self, kept: MutableMapping[K, V]) -> None:
        self.kept = kept
        self.fresh: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        found = self.fresh.get(key)
        return self.kept[key] if found is None else found

    def get(self, key: K, default: Any = None) -> Any:
        """Most looks find nothing: said without an exception raised and caught."""
        found = self.fresh.get(key)
        return self.kept.get(key, default) if found is None else found

    def __setitem__(self, key: K, value: V) -> None:
        self.fresh[key] = value

    def __delitem__(self, key: K) -> None:
        raise TypeError("what is kept is not taken back")

    def __iter__(self) -> Iterator[K]:
        return iter(self.kept.keys() | self.fresh.keys())

    def __len__(self) -> int:
        return len(self.kept.keys() | self.fresh.keys())
