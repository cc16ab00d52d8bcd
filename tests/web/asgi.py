"""A request to an ASGI application, without a server."""

from tests.own_loop import in_own_loop


def ask(app, path, *, headers=(), client=("127.0.0.1", 50000), method="GET", scheme="http", kind="http"):
    """Give status, headers and body of the answer."""
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {
        "type": kind,
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "scheme": scheme,
        "headers": [(name.encode(), value.encode()) for name, value in headers],
        "client": client,
    }
    in_own_loop(app(scope, receive, send))
    start = next(one for one in sent if one["type"] == "http.response.start")
    body = b"".join(one.get("body", b"") for one in sent if one["type"] == "http.response.body")
    return start["status"], dict(start["headers"]), body
