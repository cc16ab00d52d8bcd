"""How much a test does: enough to see it fail in `make test`, all of it in `make soak`."""

import os

SOAK = "GONGJI_SOAK" in os.environ


def size(short, full):
    return full if SOAK else short
