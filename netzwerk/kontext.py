"""What every page knows, without a query for an anonymous visitor."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.encoding import escape_uri_path
from django.utils.http import escape_leading_slashes

from akteure.fassung import Text
from akteure.sprachen import DEUTSCH, ist_deutsch, pfad_in, richtung, sprache
from angebote.models import Angebot
from angebote.vermittlung.merkliste import Merkliste
from netzwerk.adressen import ist_intern

DEMO_GILT_SEKUNDEN = 10


def seite(request: HttpRequest) -> dict:
    """Return the area's texts in the page's language, the page's addresses in all languages, whether the words of this one
    await a check, the Merkliste the address carries, and whether the demo band is shown."""
    return {
        "gebiet": gebiet_in(sprache()),
        "oberflaechen": _oberflaechen(request),
        "katalog_entwurf": not ist_deutsch() and sprache() not in settings.GEPRUEFTE_SPRACHEN,
        "merken": Merkliste.aus(request.GET),
        "demo_hinweis": settings.DEMO_HINWEIS and _demo_vorhanden(),
    }


def gebiet_in(code: str) -> dict:
    """Return the texts of the area in a language; its name in German, marked as German, where its file does not say."""
    if code == DEUTSCH:
        return settings.GEBIET
    deutsch = {name: Text(settings.GEBIET[name], DEUTSCH) for name in ("name", "im")}
    return settings.GEBIET | deutsch | settings.GEBIET.get("sprachen", {}).get(code, {})


def _oberflaechen(request: HttpRequest) -> list[dict[str, str | bool]]:
    """Return every language with the address of this very page in it; none behind the login, where all is German."""
    if ist_intern(request.path_info):
        return []
    suche = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    sprachen = []
    for code, name in settings.LANGUAGES:
        pfad = escape_leading_slashes(escape_uri_path(pfad_in(request.path, code)))
        ganze = request.build_absolute_uri(pfad)
        zeile = {
            "code": code,
            "name": name,
            "richtung": richtung(code),
            "adresse": pfad + suche,
            "ganze_adresse": ganze,
        }
        sprachen.append(zeile | {"aktiv": code == sprache()})
    return sprachen


def _demo_vorhanden() -> bool:
    """Return whether demo entries exist; asked at most every ten seconds, and never where DEMO_HINWEIS is off."""
    vorhanden = cache.get("demo_vorhanden")
    if vorhanden is None:
        vorhanden = Angebot.objects.filter(quelle="demo").exists()
        cache.set("demo_vorhanden", vorhanden, DEMO_GILT_SEKUNDEN)
    return vorhanden
