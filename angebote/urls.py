"""Addresses of the Angebote."""

from django.urls import path

from .views import kalender, oeffentlich, vorschlag

app_name = "angebote"
urlpatterns = [
    path("angebote/", oeffentlich.liste, name="liste"),
    path("angebote/karte/", oeffentlich.karte, name="karte"),
    path("angebote/vorschlaege/", vorschlag.vorschlaege, name="vorschlaege"),
    path("angebote/kalender.ics", kalender.liste, name="kalender_liste"),
    path("angebote/<slug:slug>/kalender.ics", kalender.angebot, name="kalender"),
    path("angebote/<slug:slug>/", oeffentlich.detail, name="detail"),
    path("a/<slug:kennung>", oeffentlich.kurz, name="kurz"),
]
