"""The few addresses that are answered before any routing; everything else goes on to the routes."""

from collections.abc import Mapping

from starlette.types import ASGIApp, Receive, Scope, Send


class HotPaths:
    """Hands a POST to one of these paths to its handler.

    The routes of the same paths are there for the description and for every other method.
    """

    def __init__(self, app: ASGIApp, *, handlers: Mapping[str, ASGIApp]) -> None:
        self._app = app
        self._handlers = handlers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand over, to a handler or to the routes."""
        if scope["type"] == "http" and scope["method"] == "POST":
            handler = self._handlers.get(scope["path"])
            if handler is not None:
                await handler(scope, receive, send)
                return
        await self._app(scope, receive, send)
