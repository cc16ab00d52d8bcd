"""Behind a proxy: the prefix comes off, and its word counts only where it is trusted."""

import pytest

from app.config import CannotStartError, read_settings
from app.web.headers import _same_site
from app.web.proxy import Behind
from tests.web.asgi import ask

SAID = (("host", "10.0.0.5:8550"), ("x-forwarded-host", "a.example, gongji.example"), ("x-forwarded-proto", "https"))
FOR = ("x-forwarded-for", "6.6.6.6, 7.7.7.7")


class Seen:
    """An application that notes what it was asked."""

    async def __call__(self, scope, _receive, send):
        self.scope = scope
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})


@pytest.mark.parametrize(
    ("asked", "seen"),
    [("/gongji/ws", "/ws"), ("/gongji", "/"), ("/gongji/", "/"), ("/ws", "/ws"), ("/gongjix", "/gongjix")],
)
def test_the_prefix_comes_off(asked, seen):
    app = Seen()
    ask(Behind(app, "/gongji", trusted=False), asked)
    assert app.scope["path"] == seen


def test_a_trusted_proxy_says_who_and_where():
    app = Seen()
    ask(Behind(app, "", trusted=True), "/", headers=(*SAID, FOR))
    headers = dict(app.scope["headers"])
    assert (headers[b"host"], app.scope["client"], app.scope["scheme"]) == (b"gongji.example", ("7.7.7.7", 0), "https")
    assert _same_site({**headers, b"origin": b"https://gongji.example"})
    assert not _same_site({**headers, b"origin": b"https://a.example"})


def test_anybody_elses_word_counts_nothing():
    app = Seen()
    ask(Behind(app, "", trusted=False), "/", headers=(*SAID, FOR))
    assert (dict(app.scope["headers"])[b"host"], app.scope["client"][0]) == (b"10.0.0.5:8550", "127.0.0.1")
    assert app.scope["scheme"] == "http"


def test_behind_a_proxy_strangers_share_the_install():
    assert not read_settings(environ={}).shared
    assert read_settings(behind_proxy=True, environ={}).shared
    assert read_settings(host="0.0.0.0", environ={}).shared  # noqa: S104


@pytest.mark.parametrize(("typed", "kept"), [("/gongji", "/gongji"), ("a/b/", "/a/b"), ("/", ""), ("", "")])
def test_a_prefix_as_people_write_it(typed, kept):
    assert read_settings(prefix=typed, environ={}).prefix == kept


@pytest.mark.parametrize("typed", ["/a b", "/..", '/"x', "/共济"])
def test_a_prefix_that_cant_be(typed):
    with pytest.raises(CannotStartError, match="路径前缀"):
        read_settings(prefix=typed, environ={})
