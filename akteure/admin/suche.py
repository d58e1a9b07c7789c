"""Search in the admin: word by word in folded columns, the same on every database."""

from functools import reduce
from operator import or_

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from akteure.falten import falten, suchform


class GefalteteSuche(admin.ModelAdmin):
    """Every folded word must stand in one of `search_fields` (name columns that hold folded text, for sorting or search)."""

    search_help_text = "Ganze Wörter oder Teile davon. Groß oder klein, ä oder ae: beides geht."

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        for wort in falten(search_term).split():
            formen = {wort, suchform(wort)}
            orte = (Q(**{f"{feld}__icontains": form}) for feld in self.search_fields for form in formen)
            queryset = queryset.filter(reduce(or_, orte))
        return queryset, False


class DesAkteursZuerst(GefalteteSuche):
    """Choices of an autocomplete: before a word is typed only those of the Akteur chosen in the form."""

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        akteur = request.GET.get("akteur", "")
        if akteur.isdecimal() and not search_term:
            queryset = queryset.filter(akteur=akteur)
        return super().get_search_results(request, queryset, search_term)
