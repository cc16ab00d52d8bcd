"""Links into the app from outside: gongji://code opens what stands at /code.

Which links the system gives to the app stands in pyproject.toml, [tool.flet.*.deep_linking]. Flet hands the whole link
over as the page's address.
"""

from urllib.parse import urlparse

SCHEME = "gongji"


def own_address(route: str) -> str:
    """Give the app's own address for a link from outside; any other address stays what it is."""
    link = urlparse(route)
    if link.scheme != SCHEME:
        return route
    path = "/" + "/".join(part for part in (link.netloc, *link.path.split("/")) if part)
    return f"{path}?{link.query}" if link.query else path
