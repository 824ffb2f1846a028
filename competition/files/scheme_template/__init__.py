"""Our own bilingual scheme workbook, in and out: one row an aspect, for offices that write schemes in a spreadsheet."""

from competition.files.scheme_template.out import scheme_workbook, template_workbook
from competition.files.scheme_template.read import is_template, read_template

__all__ = ["is_template", "read_template", "scheme_workbook", "template_workbook"]
