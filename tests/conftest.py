"""Fixtures of the whole suite."""

from collections.abc import Iterator

import pytest
from django.test import Client, override_settings

from tests.postamt import Postamt, geoeffnet


@pytest.fixture(scope="session", autouse=True)
def _ohne_suchprotokoll() -> Iterator[None]:
    """The log writes in a thread of its own: only tests that are about it switch it on."""
    with override_settings(SUCHPROTOKOLL=False):
        yield


@pytest.fixture(autouse=True)
def _ohne_demo_band(settings):
    settings.DEMO_HINWEIS = False


@pytest.fixture(autouse=True)
def _auftraege_nur_auf_zuruf(settings, tmp_path_factory) -> None:
    """A process beside the test would work in another database; who needs one starts it (tests/prozesse.py)."""
    settings.AUFTRAEGE_VON_SELBST = False
    settings.AUFTRAG_ORDNER = tmp_path_factory.getbasetemp() / "auftraege"


@pytest.fixture(autouse=True)
def _suche_ohne_gedaechtnis() -> None:
    """What the search knew in another test is gone with that test's rows, whose keys come again."""
    from angebote import bestand, vokabular  # models are not there yet when this file is read
    from angebote.suche.buch import gedaechtnis
    from netzwerk.planung import fakten

    bestand.gedaechtnis.vergessen()
    vokabular.gedaechtnis.vergessen()
    gedaechtnis.vergessen()
    fakten.gedaechtnis.vergessen()


@pytest.fixture(autouse=True)
def _mit_zweitem_faktor(monkeypatch) -> None:
    """Whoever a test logs in has gone through the whole login, as people do; see tests/anmelden.py."""
    from tests.anmelden import mit_zweitem_faktor  # models are not there yet when this file is read

    monkeypatch.setattr(Client, "force_login", mit_zweitem_faktor)


@pytest.fixture
def postamt(settings) -> Iterator[Postamt]:
    """A real mail server, to which the site sends its mails in this test."""
    with geoeffnet() as amt:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", amt.port
        yield amt
