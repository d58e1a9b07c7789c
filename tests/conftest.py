"""Fixtures of the whole suite."""

import pytest


@pytest.fixture(autouse=True)
def _ohne_demo_band(settings):
    settings.DEMO_HINWEIS = False
