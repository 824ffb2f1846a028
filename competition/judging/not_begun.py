"""Door: what stands on an event's pages of places and results before its first mark: what will be here, and what comes first."""

from dataclasses import dataclass

from competition.judging.standings import NotBegun
from competition.pages.errors import reads_pages, refused
from competition.pages.language import _
from competition.pages.site import AnyRequest, AnyResponse, page


@dataclass(frozen=True)
class NotBegunPage:
    """`code`: of the event, to go back to it."""

    code: str
    says: str


def not_begun(request: AnyRequest, error: NotBegun) -> AnyResponse:
    """A person who looks gets a page that helps; a program, or who wanted to do something, the refusal."""
    code = str(request.path_params.get("code", ""))
    if request.method != "GET" or not code or not reads_pages(request):
        return refused(request, error)
    return page(request, "judging/not_begun.html", NotBegunPage(code.upper(), _(error.says)))
