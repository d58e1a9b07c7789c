"""Addresses of the site."""

from django.contrib import admin
from django.urls import include, path

from netzwerk.sprachadressen import sprachadressen
from netzwerk.views.betrieb import healthz
from netzwerk.views.seiten import robots, ueber
from netzwerk.views.start import start

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
    path("robots.txt", robots, name="robots"),
    *sprachadressen(
        path("", start, name="start"),
        path("ueber/", ueber, name="ueber"),
        path("", include("angebote.urls")),
        path("", include("akteure.urls")),
    ),
]
