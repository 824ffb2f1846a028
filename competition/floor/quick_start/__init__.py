"""快速开赛: one page from nothing to an event that can be marked: what was typed, what it would make, and the making."""
