"""Addresses of planning; German only, for the Koordination."""

from django.urls import URLPattern, path

from netzwerk.views import berichte, planung_netzwerk, stichtage, zahlen

app_name = "planung"
urlpatterns: list[URLPattern] = [
    path("stichtage/", stichtage.stichtage, name="stichtage"),
    path("zahlen/", zahlen.zahlen, name="zahlen"),
    path("zahlen/vorlage.<slug:endung>", zahlen.vorlage, name="vorlage"),
    path("berichte/", berichte.berichte, name="berichte"),
    path("berichte/<slug:art>/", berichte.bericht, name="bericht"),
    path("berichte/<slug:art>/bestellen/", berichte.bestellen, name="bericht_bestellen"),
    path("berichte/<slug:art>/auftrag/<slug:token>/", berichte.bericht_auftrag, name="bericht_auftrag"),
    path("berichte/<slug:art>/auftrag/<slug:token>/datei/", berichte.bericht_datei, name="bericht_datei"),
    path("netzwerk/", planung_netzwerk.netzwerk, name="netzwerk"),
]
