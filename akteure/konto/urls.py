"""Addresses of the accounts; German only."""

from django.urls import path

from . import views, views_faktor

app_name = "konto"
urlpatterns = [
    path("", views.start, name="start"),
    path("anmelden/", views.Anmelden.as_view(), name="anmelden"),
    path("abmelden/", views.Abmelden.as_view(), name="abmelden"),
    path("passwort/", views.PasswortAendern.as_view(), name="passwort"),
    path("passwort-vergessen/", views.Vergessen.as_view(), name="vergessen"),
    path("passwort-vergessen/unterwegs/", views.unterwegs, name="unterwegs"),
    path("neues-passwort/<uidb64>/<token>/", views.NeuesPasswort.as_view(), name="neues_passwort"),
    path("einladung/<uidb64>/<token>/", views.Einladung.as_view(), name="einladung"),
    path("passwort-gesetzt/", views.gesetzt, name="gesetzt"),
    path("zweiter-faktor/", views_faktor.zweiter_faktor, name="zweiter_faktor"),
    path("zweiter-faktor/einrichten/", views_faktor.einrichten, name="einrichten"),
    path("zweiter-faktor/ersatzcodes/", views_faktor.ersatzcodes, name="ersatzcodes"),
]
