"""Marks that come from an exam system: a sheet is looked through first, then entered in one aspect by the one way in."""
