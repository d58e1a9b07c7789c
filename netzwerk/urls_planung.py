"""Addresses of planning; German only, for the Koordination."""

from django.urls import URLPattern, path

from netzwerk.views import stichtage, zahlen

app_name = "planung"
urlpatterns: list[URLPattern] = [
    path("stichtage/", stichtage.stichtage, name="stichtage"),
    path("zahlen/", zahlen.zahlen, name="zahlen"),
    path("zahlen/vorlage.<slug:endung>", zahlen.vorlage, name="vorlage"),
]
