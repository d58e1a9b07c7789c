"""Fixtures of the whole suite."""

from collections.abc import Iterator

import pytest
from django.test import override_settings


@pytest.fixture(scope="session", autouse=True)
def _ohne_suchprotokoll() -> Iterator[None]:
    """The log writes in a thread of its own: only tests that are about it switch it on."""
    with override_settings(SUCHPROTOKOLL=False):
        yield


@pytest.fixture(autouse=True)
def _ohne_demo_band(settings):
    settings.DEMO_HINWEIS = False
