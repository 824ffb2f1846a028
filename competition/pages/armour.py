"""What every response carries against foreign script, and the reader's language for the time of a request."""

from litestar.types import ASGIApp, Message, Receive, Scope, Send

from competition.pages.language import LANGUAGES, language

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'; "
    "require-trusted-types-for 'script'; trusted-types tablet"
)
HEADERS = [
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
]


def armour(app: ASGIApp) -> ASGIApp:
    """Around the whole application: headers out, language in."""

    async def armoured(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await app(scope, receive, send)
        token = language.set(_preferred(scope))
        try:
            await app(scope, receive, _dressed(send))
        finally:
            language.reset(token)

    return armoured


def _dressed(send: Send) -> Send:
    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = list(message["headers"])
            names = {name.lower() for name, _ in given}
            given += [(name, value) for name, value in HEADERS if name not in names]
            if b"cache-control" not in names:
                given.append((b"cache-control", b"no-cache"))
            message["headers"] = given
        await send(message)

    return dressed


def _preferred(scope: Scope) -> str:
    """The language a cookie asks for; Chinese else. The browser's own wish is not asked: Chinese first."""
    cookies = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"cookie"), "")
    wished = next((part.strip()[5:] for part in cookies.split(";") if part.strip().startswith("lang=")), "zh")
    return wished if wished in LANGUAGES else "zh"
