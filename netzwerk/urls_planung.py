"""Addresses of planning; German only, for the Koordination."""

from django.urls import URLPattern, path

from netzwerk.views import luecken, register

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
]
