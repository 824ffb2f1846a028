"""Door: every part that pages are made of, light and dark, for those who build pages."""

from litestar import get
from litestar.response import Template

from competition.pages.rights import PUBLIC
from competition.pages.site import AnyRequest, page


@get("/parts", right=PUBLIC, sync_to_thread=False)
def parts(request: AnyRequest) -> Template:
    """The parts."""
    return page(request, "pages/parts.html", None)


DOORS = [parts]
