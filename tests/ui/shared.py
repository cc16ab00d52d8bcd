"""What tests of the screens share: something that components share, and two pages, one above the other."""

import importlib.util
from dataclasses import dataclass

import flet as ft

from app.ui import guard


@ft.observable
@dataclass(eq=False)
class Shared:
    """Grows when something was changed."""

    version: int = 0


def shared_in_context():
    """Give something shared, and the context that hands it to components."""
    shared = Shared()
    return shared, ft.create_context(shared)


def one_above_another(page_at):
    """Give an app of two pages, `/` and `/above` over it; ``page_at("below")`` and ``page_at("above")`` make them."""
    routes = [ft.Route("/", component=page_at("below"), children=[ft.Route("above", component=page_at("above"))])]

    @guard.component
    def app():
        return ft.Router(routes, manage_views=True)

    return app


def unmended(name):
    """Give a copy of a module of Flet's that nobody has mended."""
    spec = importlib.util.find_spec(name)
    copy = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(copy)
    return copy
