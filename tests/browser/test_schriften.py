"""A first visit loads the fonts of its own script only, and few bytes of them."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from akteure.sprachen import pfad_in
from tests.browser.conftest import SeitenMacher
from tests.browser.seiten import SEITEN, oeffne

pytestmark = pytest.mark.usefixtures("landkreis")

HOECHSTENS_BYTES = 60_000


@pytest.mark.parametrize("code", [code for code, _name in settings.LANGUAGES])
def test_schriften_des_ersten_besuchs(neue_seite: SeitenMacher, code: str) -> None:
    seite = neue_seite()
    geladen: set[str] = set()
    seite.on("request", lambda anfrage: anfrage.resource_type == "font" and geladen.add(urlsplit(anfrage.url).path))
    for name in ("start", "liste", "detail-voll"):
        oeffne(seite, pfad_in(SEITEN[name], code))
    groessen = {pfad: Path(finders.find(pfad.removeprefix("/static/"))).stat().st_size for pfad in geladen}
    assert groessen
    assert sum(groessen.values()) <= HOECHSTENS_BYTES, groessen
