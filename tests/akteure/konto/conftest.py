import pytest
from django.test import Client


@pytest.fixture
def client_woanders() -> Client:
    """The same person at another device."""
    return Client()
