"""Addresses of the Angebote."""

from django.urls import path

from .views import fortbildungen, kalender, oeffentlich, vorschlag

app_name = "angebote"
urlpatterns = [
    path("angebote/", oeffentlich.liste, name="liste"),
    path("angebote/karte/", oeffentlich.karte, name="karte"),
    path("angebote/vorschlaege/", vorschlag.vorschlaege, name="vorschlaege"),
    path("angebote/kalender.ics", kalender.liste, name="kalender_liste"),
    path("angebote/<slug:slug>/kalender.ics", kalender.angebot, name="kalender"),
    path("angebote/<slug:slug>/", oeffentlich.detail, name="detail"),
    path("fortbildungen/", fortbildungen.liste, name="fortbildungen"),
    path("fortbildungen/kalender.ics", fortbildungen.kalender, name="fortbildungen_kalender"),
    path("fortbildungen/feed/", fortbildungen.feed, name="fortbildungen_feed"),
    path("fortbildungen/material/", fortbildungen.material, name="material"),
    path("fortbildungen/selbstcheck/", fortbildungen.selbstcheck, name="selbstcheck"),
    path("a/<slug:kennung>", oeffentlich.kurz, name="kurz"),
]
