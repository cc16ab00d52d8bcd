"""Something that components share, and what tells them of its changes."""

from dataclasses import dataclass

import flet as ft


@ft.observable
@dataclass(eq=False)
class Shared:
    """Grows when something was changed."""

    version: int = 0


def shared_in_context():
    """Give something shared, and the context that hands it to components."""
    shared = Shared()
    return shared, ft.create_context(shared)
