"""/health says yes or no; /metrics says numbers, and only to this machine and its network."""

import pytest

from app.web.health import Health, Meters
from tests.web.asgi import ask


async def nothing(_scope, _receive, send):
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def fail():
    return False


def test_health_is_that_of_the_data():
    assert ask(Health(nothing, Meters(), lambda: True), "/health")[::2] == (200, b'{"status":"ok"}')
    status, headers, body = ask(Health(nothing, Meters(), fail), "/health")
    assert (status, body, headers[b"cache-control"]) == (503, b'{"status":"down"}', b"no-store")


def test_metrics_count_answers():
    app = Health(nothing, Meters(), lambda: True)
    ask(app, "/x")
    ask(app, "/health")
    lines = ask(app, "/metrics")[2].decode().splitlines()
    assert 'gongji_answers_total{status="404"} 1' in lines
    assert 'gongji_answers_total{status="200"} 1' in lines
    assert any(line.startswith("gongji_memory_bytes ") for line in lines)
    assert all(line.startswith(("# TYPE gongji_", "gongji_")) for line in lines)


@pytest.mark.parametrize(
    ("client", "headers", "status"),
    [
        ("127.0.0.1", (), 200),
        ("10.1.2.3", (), 200),
        ("203.0.113.9", (), 404),
        ("127.0.0.1", (("x-forwarded-for", "127.0.0.1"),), 404),
        ("127.0.0.1", (("forwarded", "for=127.0.0.1"),), 404),
        ("no address", (), 404),
    ],
)
def test_metrics_are_for_who_looks_after_the_machine(client, headers, status):
    app = Health(nothing, Meters(), lambda: True)
    # 203.0.113.0/24 is kept for examples, which Python calls private: a real one stands for strangers.
    client = "8.8.8.8" if client.startswith("203.") else client
    assert ask(app, "/metrics", client=(client, 1), headers=headers)[0] == status
