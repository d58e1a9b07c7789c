"""What machines that watch the site are told."""

import pytest
from django.db import OperationalError, connection


@pytest.mark.django_db
def test_healthz_antwortet_mit_einer_abfrage_ohne_keks_und_ohne_zwischenspeicher(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        antwort = client.get("/healthz")
    assert (antwort.status_code, antwort.content) == (200, b"ok\n")
    assert antwort["Cache-Control"] == "no-store"
    assert not antwort.cookies


def test_healthz_meldet_503_wenn_die_datenbank_fehlt(client, monkeypatch):
    def ohne_datenbank():
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", ohne_datenbank)
    antwort = client.get("/healthz")
    assert antwort.status_code == 503
    assert antwort["Cache-Control"] == "no-store"


def test_healthz_nimmt_nur_lesende_anfragen(client):
    assert client.post("/healthz").status_code == 405
