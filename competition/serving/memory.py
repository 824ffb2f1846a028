"""How often Python looks for what nobody needs any more. Must not know what is kept."""

import gc

# A mark leaves a dozen objects for good: at the usual threshold a tenth of its time would go into looking them through.
YOUNG, MIDDLE, OLD = 10_000, 20, 20


def settle() -> None:
    """What is there after the start stays there; it is not looked through again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
