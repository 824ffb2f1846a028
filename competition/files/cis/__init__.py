"""WorldSkills CIS marking scheme workbooks, in and out."""

from competition.files.cis.expressible import cis_obstacles, cis_omissions
from competition.files.cis.out import cis_workbook
from competition.files.cis.read import is_cis, read_cis

__all__ = ["cis_obstacles", "cis_omissions", "cis_workbook", "is_cis", "read_cis"]
