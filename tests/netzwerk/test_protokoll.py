"""Logs hold no query string, no full IP address, no token."""

import io
import logging

import pytest

from netzwerk.protokoll import OhneAnfragedaten, Zeile, ohne_personenbezug


@pytest.mark.parametrize(
    ("text", "erwartet"),
    [
        ('"GET /angebote/?q=Schulden&wo=Aich HTTP/1.1" 200 512', '"GET /angebote/ HTTP/1.1" 200 512'),
        ('"GET /angebote/?q=l\'abri "hier" HTTP/1.1" 200 5', '"GET /angebote/ HTTP/1.1" 200 5'),
        ("Bad request syntax ('GET /?q=a b c HTTP/1.1')", "Bad request syntax ('GET / HTTP/1.1')"),
        ("Not Found: /angebote/gibt-es-nicht/", "Not Found: /angebote/gibt-es-nicht/"),
        ("Gesucht: https://ort.example/suche?q=Sucht und mehr", "Gesucht: https://ort.example/suche und mehr"),
        ("/pflege/Zk3-x_9/angebote/", "/pflege/…/angebote/"),
        ("von 203.0.113.7 Port 5000", "von 203.0.x.x Port 5000"),
        ("('203.0.113.7', 5000)", "('203.0.x.x', 5000)"),
        ("http://203.0.113.7:8000/", "http://203.0.x.x:8000/"),
        ("von 2001:db8:85a3::8a2e:370:7334.", "von 2001:0db8:x."),
        ("[2001:db8::1]:443", "[2001:0db8:x]:443"),
        ("von fe80::1%eth0", "von fe80:0000:x%eth0"),
        ("von ::ffff:203.0.113.7 her", "von 0000:0000:x her"),
        ("http://127.0.0.1:8000 und [::1]:8000", "http://127.0.0.1:8000 und [::1]:8000"),
        ("um 12:34:56 und 2026-03-01T12:34:56.789", "um 12:34:56 und 2026-03-01T12:34:56.789"),
        ("Fassung 5.2.19, Paket 1.2.3.4.5", "Fassung 5.2.19, Paket 1.2.3.4.5"),
        ("/angebote/\r\n2026 INFO erfunden\x1b[31m", "/angebote/ 2026 INFO erfunden [31m"),
    ],
)
def test_meldung_ohne_personenbezug(text, erwartet):
    assert ohne_personenbezug(text) == erwartet


@pytest.fixture
def protokoll():
    """Return (logger, text so far), set up as in settings.LOGGING for production."""
    ausgabe = io.StringIO()
    handler = logging.StreamHandler(ausgabe)
    handler.addFilter(OhneAnfragedaten())
    handler.setFormatter(Zeile("%(levelname)s %(message)s"))
    logger = logging.Logger("probe")
    logger.addHandler(handler)
    return logger, ausgabe.getvalue


def test_argumente_und_anfrage_werden_bereinigt(protokoll, rf):
    logger, text = protokoll
    logger.warning("Not Found: %s", "/a?q=geheim", extra={"request": rf.get("/a?q=geheim"), "status_code": 404})
    assert text() == "WARNING Not Found: /a\n"


def test_fehlerspur_nennt_stelle_und_art_aber_keinen_wert(protokoll):
    logger, text = protokoll
    eingabe = "geheim"
    try:
        try:
            int(eingabe)
        except ValueError as fehler:
            raise KeyError(eingabe) from fehler
    except KeyError:
        logger.exception("Internal Server Error: %s", "/angebote/?q=geheim")
    assert "geheim" not in text().replace('eingabe = "geheim"', "")
    assert "KeyError" in text() and "ausgelöst durch" in text() and "ValueError" in text()
    assert "test_protokoll.py" in text() and "int(eingabe)" in text()


def test_entwicklung_zeigt_die_meldung_eines_fehlers_ohne_abfrage(protokoll):
    logger, text = protokoll
    logger.handlers[0].setFormatter(Zeile("%(message)s", mit_meldung=True))
    adresse = "/angebote/?q=" + "geheim"
    try:
        raise ValueError(adresse)
    except ValueError:
        logger.exception("Fehler")
    assert "ValueError: /angebote/\n" in text()


@pytest.mark.parametrize("name", ["django.server", "django.request", "django.security.csrf", "irgendwas"])
def test_jeder_logger_der_seite_schreibt_durch_den_filter(settings, name):
    logger = logging.getLogger(name)
    while logger and not logger.handlers:
        logger = logger.parent
    eigene = [handler for handler in logger.handlers if type(handler) is logging.StreamHandler]
    assert eigene
    assert all(any(isinstance(f, OhneAnfragedaten) for f in handler.filters) for handler in eigene)
