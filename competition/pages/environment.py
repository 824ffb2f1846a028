"""Jinja's environment: strict about misspelt fields, escaping everything, speaking the reader's language."""

from pathlib import Path

import jinja2

from competition.pages.language import _, counted, translated

HERE = Path(__file__).parent.parent
# In a wheel the templates lie inside the package; in a checkout beside it.
TEMPLATES = HERE / "templates" if (HERE / "templates").is_dir() else HERE.parent / "templates"


def environment() -> jinja2.Environment:
    """The one environment of the application."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.install_gettext_callables(gettext=translated, ngettext=counted, newstyle=True)  # type: ignore[attr-defined]
    made.globals["say"] = _
    return made
