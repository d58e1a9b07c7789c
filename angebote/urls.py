"""Addresses of the Angebote."""

from django.urls import path

from .views import aushang, fortbildungen, kalender, merkliste, oeffentlich, vorschlag, wegweiser

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
    path("merkliste/", merkliste.merkliste, name="merkliste"),
    path("merkliste/handzettel/", merkliste.handzettel, name="handzettel"),
    path("merkliste/handzettel.pdf", merkliste.handzettel_pdf, name="handzettel_pdf"),
    path("wegweiser/", wegweiser.wegweiser, name="wegweiser"),
    path("wegweiser/heft/", wegweiser.heft, name="heft"),
    path("wegweiser/auftrag/", wegweiser.bestellen, name="bestellen"),
    path("wegweiser/auftrag/<slug:token>/", wegweiser.auftrag, name="auftrag"),
    path("wegweiser/auftrag/<slug:token>/datei.pdf", wegweiser.datei, name="auftrag_datei"),
    path("wegweiser/aushang/", aushang.aushang, name="aushang"),
    path("wegweiser/aushang/bestellen/", aushang.bestellen, name="aushang_bestellen"),
    path("in/<slug:ort>", aushang.kurzort, name="kurzort"),
    path("a/<slug:kennung>", oeffentlich.kurz, name="kurz"),
]
