"""Addresses of the Angebote."""

from django.urls import path

from .views import oeffentlich

app_name = "angebote"
urlpatterns = [
    path("angebote/", oeffentlich.liste, name="liste"),
    path("angebote/karte/", oeffentlich.karte, name="karte"),
    path("angebote/<slug:slug>/", oeffentlich.detail, name="detail"),
    path("a/<slug:kennung>", oeffentlich.kurz, name="kurz"),
]
