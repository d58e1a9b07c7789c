"""Addresses of planning; German only, for the Koordination."""

from django.urls import URLPattern, path

from netzwerk.views import planung_netzwerk

app_name = "planung"
urlpatterns: list[URLPattern] = [
    path("netzwerk/", planung_netzwerk.netzwerk, name="netzwerk"),
]
