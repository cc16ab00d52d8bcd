"""Flet's connection to one browser, but for two things it does with every message.

It made each message into text for a log that nobody reads (7 % of the server's work), and it failed for a message to a
browser that had just gone.
"""

import msgpack
from flet.controls.base_control import BaseControl
from flet.messaging import protocol
from flet_web.fastapi.flet_app import FletApp


def mend() -> None:
    """Put the mend in place; again does nothing more."""
    FletApp.send_message = _send_message


def _send_message(connection: FletApp, message: protocol.Message) -> None:
    # Packed though nobody may be there: packing takes the snapshots that the next comparison needs.
    encode = protocol.configure_encode_object_for_msgpack(BaseControl)  # type: ignore[no-untyped-call]
    body = msgpack.packb([message.action, message.body], default=encode)
    queue = connection._FletApp__send_queue  # noqa: SLF001
    if queue is not None:
        queue.put_nowait(b"\x00" + body)
