"""Who was told something by a service: so that the windows of those people can show it at once."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from app.services.context import Context

P = ParamSpec("P")
T = TypeVar("T")


def heard(
    context: Context, function: Callable[Concatenate[Context, P], T], /, *args: P.args, **kwargs: P.kwargs
) -> tuple[T, frozenset[int]]:
    """Run a service; give its result, and the ids of the people whom it told something."""
    context.bell.taken()
    result = function(context, *args, **kwargs)
    return result, context.bell.taken()
