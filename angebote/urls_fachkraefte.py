"""Addresses for Fachkräfte; German only, behind the login."""

from django.urls import path

from .views import fachkraefte

app_name = "fachkraefte"
urlpatterns = [
    path("", fachkraefte.liste, name="liste"),
    path("meine/", fachkraefte.meine, name="meine"),
    path("angebote/<slug:slug>/", fachkraefte.detail, name="detail"),
    path("angebote/<slug:slug>/platz/", fachkraefte.melden, name="melden"),
]
