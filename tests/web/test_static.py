"""The client's files, and the page that stands at every other address."""

import pytest

from app.config import assets_dir
from app.web.static import Compressor, StaticFiles, find_files
from tests.web.asgi import ask


@pytest.fixture
def served(tmp_path):
    return StaticFiles(None, find_files(assets_dir(), "/gongji"), Compressor(tmp_path))


@pytest.mark.parametrize("path", ["/", "/family", "/records/12", "/share.html"])
def test_every_address_of_a_page_gives_the_page_that_knows_its_prefix(served, path):
    status, headers, body = ask(served, path)
    assert status == 200
    assert headers[b"content-type"] == b"text/html; charset=utf-8"
    assert b'<base href="/gongji/">' in body


@pytest.mark.parametrize("path", ["/none.png", "/records/none.js", "/../pyproject.toml", "/canvaskit/../../secret.txt"])
def test_what_is_no_file_of_the_client_is_not_there(served, path):
    assert ask(served, path)[::2] == (404, b"")


def test_nothing_can_be_sent(served):
    status, headers, _ = ask(served, "/", method="POST")
    assert (status, headers[b"allow"]) == (405, b"GET, HEAD")


def test_a_head_has_the_length_and_no_body(served):
    _, headers, body = ask(served, "/manifest.json")
    assert ask(served, "/manifest.json", method="HEAD") == (200, headers, b"")
    assert int(headers[b"content-length"]) == len(body)


def test_what_the_browser_has_isnt_sent_again(served):
    accept = ("accept-encoding", "br")
    _, headers, _ = ask(served, "/", headers=[accept])
    again = [accept, ("if-none-match", headers[b"etag"].decode())]
    assert ask(served, "/", headers=again)[::2] == (304, b"")
    assert ask(served, "/", headers=[("if-none-match", headers[b"etag"].decode())])[0] == 200  # another encoding


def test_another_prefix_is_another_page(tmp_path, served):
    elsewhere = StaticFiles(None, find_files(assets_dir(), ""), Compressor(tmp_path))
    assert ask(elsewhere, "/")[1][b"etag"] != ask(served, "/")[1][b"etag"]
