"""Addresses of the Angebote."""

from django.urls import path

from .views import merkliste, oeffentlich, vorschlag

app_name = "angebote"
urlpatterns = [
    path("angebote/", oeffentlich.liste, name="liste"),
    path("angebote/karte/", oeffentlich.karte, name="karte"),
    path("angebote/vorschlaege/", vorschlag.vorschlaege, name="vorschlaege"),
    path("angebote/<slug:slug>/", oeffentlich.detail, name="detail"),
    path("merkliste/", merkliste.merkliste, name="merkliste"),
    path("merkliste/handzettel/", merkliste.handzettel, name="handzettel"),
    path("merkliste/handzettel.pdf", merkliste.handzettel_pdf, name="handzettel_pdf"),
    path("a/<slug:kennung>", oeffentlich.kurz, name="kurz"),
]
