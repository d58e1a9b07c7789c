"""Addresses of planning; German only, for the Koordination."""

from django.urls import URLPattern, path

from netzwerk.views import berichte, luecken, planung_netzwerk, register, stichtage, zahlen

app_name = "planung"
urlpatterns: list[URLPattern] = [
    path("luecken/", luecken.luecken, name="luecken"),
    path("luecken/luecken.xlsx", luecken.luecken_xlsx, name="luecken_xlsx"),
    path("luecken/aufnehmen/", luecken.aufnehmen, name="aufnehmen"),
    path("luecken/ansichten/", luecken.ansicht_merken, name="ansicht_merken"),
    path("luecken/ansichten/<int:pk>/loeschen/", luecken.ansicht_loeschen, name="ansicht_loeschen"),
    path("register/", register.register, name="register"),
    path("register/register.xlsx", register.register_xlsx, name="register_xlsx"),
    path("register/<int:pk>/", register.luecke, name="luecke"),
    path("zahlen/", zahlen.zahlen, name="zahlen"),
    path("zahlen/vorlage.<slug:endung>", zahlen.vorlage, name="vorlage"),
    path("netzwerk/", planung_netzwerk.netzwerk, name="netzwerk"),
    path("stichtage/", stichtage.stichtage, name="stichtage"),
    path("berichte/", berichte.berichte, name="berichte"),
    path("berichte/<slug:art>/", berichte.bericht, name="bericht"),
    path("berichte/<slug:art>/bestellen/", berichte.bestellen, name="bericht_bestellen"),
    path("berichte/<slug:art>/auftrag/<slug:token>/", berichte.bericht_auftrag, name="bericht_auftrag"),
    path("berichte/<slug:art>/auftrag/<slug:token>/datei/", berichte.bericht_datei, name="bericht_datei"),
]
