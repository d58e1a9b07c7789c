"""Addresses of the Akteure and of the area."""

from django.urls import path

from . import views

app_name = "akteure"
urlpatterns = [
    path("akteure/", views.verzeichnis, name="verzeichnis"),
    path("akteure/<slug:slug>/", views.detail, name="detail"),
    path("gebiet/grenzen.json", views.grenzen, name="grenzen"),
]
