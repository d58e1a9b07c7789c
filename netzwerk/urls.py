"""Addresses of the site; see the table in docs/adressen.md."""

from django.contrib import admin
from django.urls import path

from netzwerk.views.betrieb import healthz

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
]
