"""The socket that the server listens on."""

import socket

from app.web.server import listen


def test_small_messages_are_sent_at_once():
    """With Nagle's algorithm the second of two messages waits 40 ms for the browser to confirm the first."""
    with (
        listen("127.0.0.1", 0) as listening,
        socket.create_connection(listening.getsockname()),
        listening.accept()[0] as accepted,
    ):
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
