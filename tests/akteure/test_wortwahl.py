"""The hint on words: which are found in which form, which are left in peace, and that it never prevents saving."""

import json

import pytest
from django.conf import settings

from akteure.models import Wortwahl
from akteure.wortwahl import hinweise
from tests.angebote.formulare import gespeichert
from tests.fabriken import make_angebot

MITGELIEFERT = [
    Wortwahl(**zeile)
    for zeile in json.loads((settings.BASE_DIR / "fixtures" / "vokabular.json").read_text(encoding="utf-8"))["wortwahl"]
]


@pytest.mark.parametrize(
    ("text", "fund"),
    [
        ("Ein Kurs für sozial schwache Familien.", "sozial schwache"),
        ("für Sozial Schwache", "Sozial Schwache"),
        ("Arme Familien zahlen nichts.", "Arme Familien"),
        ("bei armen Kindern", "armen Kindern"),
        ("mit arme\n   Familie", "arme Familie"),
        ("Wer Hartz IV bekommt", "Hartz IV"),
        ("Hartz-IV-Bescheid mitbringen", "Hartz-IV"),
        ("bildungsfernen Eltern", "bildungsfernen"),
        ("Asylantinnen und andere", "Asylantinnen"),
        ("im sozialen Brennpunkt", "Brennpunkt"),
        ("nur für Bedürftige", "Bedürftige"),
        ("BEDÜRFTIGE!", "BEDÜRFTIGE"),
        ("die Erziehungsberechtigten", "Erziehungsberechtigten"),
    ],
)
def test_words_are_found_in_every_form(text, fund):
    (hinweis, *_weitere) = hinweise(text, MITGELIEFERT)
    assert hinweis.startswith(f"Statt „{fund}“ vielleicht „")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ein Armband für jedes Kind, warm am Oberarm.",
        "Armin Kinderer und die Armada der Familien",
        "warme Kinderjacken, arme Ritter, Arm in Arm",
        "Familien mit wenig Geld",
        "Armut macht krank, darum helfen wir.",
        "Ausländerbehörde, Behindertenparkplatz, pflegebedürftige Großeltern",
        "Wir sind stark und sozial. Schwach ist hier niemand.",
        "Maßnehmen für die Faschingskostüme",
    ],
)
def test_other_words_are_left_in_peace(text):
    assert hinweise(text, MITGELIEFERT) == []


def test_a_hint_says_what_is_better_and_why():
    zeile = Wortwahl(ausdruck="Maßnahme*", besser="Kurs", warum="Das versteht jeder.")
    assert hinweise("Die Maßnahmen beginnen.", [zeile]) == ["Statt „Maßnahmen“ vielleicht „Kurs“. Das versteht jeder."]


@pytest.mark.parametrize("ausdruck", ["(", "a|b", "a.b", "*", ", ,", "a\\b", "[x]", "a-b"])
def test_no_row_can_break_the_pattern(ausdruck):
    with pytest.raises(Exception, match="Nur Buchstaben"):
        Wortwahl(ausdruck=ausdruck, besser="x").clean_fields()


def test_an_expression_of_odd_commas_finds_nothing_more():
    assert hinweise("ein Text", [Wortwahl(ausdruck="arm, , ", besser="x")]) == []


@pytest.mark.django_db
def test_after_saving_the_admin_says_it_and_saves_anyway(admin_client):
    Wortwahl.objects.create(ausdruck="bildungsfern*", besser="Eltern")
    angebot = make_angebot()
    adresse = f"/admin/angebote/angebot/{angebot.pk}/change/"
    antwort = admin_client.post(adresse, gespeichert(angebot, titel="Für bildungsferne Eltern"), follow=True)
    meldungen = [str(meldung) for meldung in antwort.context["messages"] if meldung.level_tag == "info"]
    assert [("Titel: Statt „bildungsferne“" in meldung) for meldung in meldungen] == [True]
    angebot.refresh_from_db()
    assert angebot.titel == "Für bildungsferne Eltern"


@pytest.mark.django_db
def test_the_fields_of_the_form_know_where_the_words_are(admin_client):
    seite = admin_client.get("/admin/angebote/angebot/add/").content.decode()
    assert seite.count('data-wortwahl="/admin/akteure/wortwahl/liste.json"') == 9
