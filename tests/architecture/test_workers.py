"""How the tests are dealt out."""

import os

import pytest


@pytest.mark.xdist_group("kept together")
def test_tests_of_a_group_are_kept_together(request):
    """The site and the packages are built once: two at the same time take each other's files away."""
    many = "PYTEST_XDIST_WORKER" in os.environ
    assert request.node.nodeid.endswith("@kept together") == many
