"""What every page carries: language, watermark, CSRF field, asset address, errors. Knows no table and no rule of the field."""

from competition.pages.language import N_, _
from competition.pages.site import Site, page

__all__ = ["N_", "Site", "_", "page"]
