"""Addresses of planning; German only, for the Koordination."""

from django.urls import URLPattern

app_name = "planung"
urlpatterns: list[URLPattern] = []
