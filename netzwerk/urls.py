"""Addresses of the site."""

from django.contrib import admin
from django.urls import include, path

from netzwerk.models import Seite
from netzwerk.sprachadressen import sprachadressen
from netzwerk.views.betrieb import healthz
from netzwerk.views.kette import kette, kette_pdf, kette_pptx
from netzwerk.views.medien import medien
from netzwerk.views.netzwerk import netzwerkkarte, netzwerkkarte_csv
from netzwerk.views.rueckmeldung import danke, melden
from netzwerk.views.seiten import robots, seite
from netzwerk.views.start import start

urlpatterns = [
    path("admin/", admin.site.urls),
    path("konto/", include("akteure.konto.urls")),
    path("fachkraefte/", include("angebote.urls_fachkraefte")),
    path("planung/", include("netzwerk.urls_planung")),
    path("healthz", healthz, name="healthz"),
    path("robots.txt", robots, name="robots"),
    path("medien/<path:pfad>", medien, name="medien"),
    *sprachadressen(
        path("", start, name="start"),
        *(path(f"{slug}/", seite, {"slug": slug}, name=slug) for slug in Seite.Slug.values),
        path("netzwerk/", netzwerkkarte, name="netzwerkkarte"),
        path("netzwerk/kooperationen.csv", netzwerkkarte_csv, name="netzwerkkarte_csv"),
        path("barrierefreiheit/melden/", melden, name="barriere_melden"),
        path("barrierefreiheit/melden/danke/", danke, name="barriere_danke"),
        path("praeventionskette/", kette, name="praeventionskette"),
        path("praeventionskette/kette.pdf", kette_pdf, name="kette_pdf"),
        path("praeventionskette/kette.pptx", kette_pptx, name="kette_pptx"),
        path("", include("angebote.urls")),
        path("", include("akteure.urls")),
    ),
]
