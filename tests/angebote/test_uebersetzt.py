"""What families see of a translation: the text itself, German marked as German, and one sentence on how good it is."""

import json

import pytest
from django.test import override_settings

from akteure.models import Uebersetzung
from angebote.models import Angebot, Notruf
from tests.dokument import Element, lies
from tests.fabriken import (
    make_akteur,
    make_angebot,
    make_lebensphase,
    make_notruf,
    make_standort,
    make_thema,
    make_uebersetzung,
)

pytestmark = pytest.mark.django_db


def seite(client, angebot: Angebot, praefix: str = "tr") -> Element:
    return lies(client.get(f"/{praefix}{angebot.get_absolute_url()}"))


def hinweis(element: Element) -> str:
    """Return what kind of sentence stands on the page, or ""."""
    return next((p["data-fassung"] for p in element.alle("p", data_fassung=True)), "")


def test_a_translation_stands_in_the_place_of_the_german_text(client):
    angebot = make_angebot(titel="Frühstück")
    make_uebersetzung(angebot, "titel", "Kahvaltı")
    titel = seite(client, angebot).eines("h1")
    assert (titel.text, titel.kinder) == ("Kahvaltı", ["Kahvaltı"])
    assert lies(client.get(angebot.get_absolute_url())).eines("h1").text == "Frühstück"


def test_what_is_missing_is_german_and_says_so(client):
    angebot = make_angebot(titel="Frühstück", beschreibung="Eins.\n\nZwei.", erste_schritte="Rufen Sie an.")
    dokument = seite(client, angebot, "ar")
    assert dokument.eines("h1").eines("span", lang="de", dir="ltr").text == "Frühstück"
    assert [div.text for div in dokument.alle("div", lang="de", dir="ltr")] == ["Eins. Zwei."]
    assert [span.text for span in dokument.eines("ol").alle("span", lang="de")] == ["Rufen Sie an."]
    assert dokument.eines("title").text.startswith("Frühstück")
    assert hinweis(dokument) == "fehlt"


def test_an_outdated_translation_is_not_shown(client):
    angebot = make_angebot(zeiten="dienstags 15 Uhr")
    make_uebersetzung(angebot, "zeiten", "salı 15.00", geprueft=True)
    Angebot.objects.update(zeiten="mittwochs 16 Uhr")
    text = seite(client, angebot).text
    assert "mittwochs 16 Uhr" in text and "salı" not in text
    Angebot.objects.get().uebersetzung_gilt_weiter("zeiten", "tr")
    assert "salı 15.00" in seite(client, angebot).text


def test_a_page_says_whether_its_translations_were_checked(client):
    angebot = make_angebot(titel="Treff", kurzbeschreibung="Kommen Sie.", akteur=make_akteur(mit_kontakt=False))
    for feld in ("titel", "kurzbeschreibung"):
        make_uebersetzung(angebot, feld, "Bir")
    assert hinweis(seite(client, angebot)) == "ungeprueft"
    Uebersetzung.objects.update(geprueft=True)
    assert hinweis(seite(client, angebot)) == ""


def test_only_a_checked_text_is_called_leichte_sprache(client):
    angebot = make_angebot(titel="Treff", kurzbeschreibung="Kommen Sie.", akteur=make_akteur(mit_kontakt=False))
    for feld in ("titel", "kurzbeschreibung"):
        make_uebersetzung(angebot, feld, "Leicht", "de-simple")
    dokument = seite(client, angebot, "leicht")
    assert hinweis(dokument) == "ungeprueft"
    Uebersetzung.objects.update(geprueft=True)
    assert hinweis(seite(client, angebot, "leicht")) == "leicht"


@pytest.mark.parametrize("geprueft", [False, True])
def test_texts_on_violence_and_crisis_are_shown_only_once_a_person_has_checked_them(client, geprueft):
    angebot = make_angebot(titel="Hilfe bei Gewalt", themen=[make_thema(slug="schutz", sensibel="gewalt")])
    make_uebersetzung(angebot, "titel", "Şiddette yardım", geprueft=geprueft)
    notruf = make_notruf("110", "Polizei", anlass_gewalt=True, kurz="Polizei")
    make_uebersetzung(notruf, "kurz", "Polis", geprueft=geprueft)
    dokument = seite(client, angebot)
    assert ("Şiddette yardım" in dokument.eines("h1").text) == geprueft
    assert ("Polis" in dokument.eines("section", data_sofort=True).text.split()) == geprueft
    assert ("Şiddette yardım" in lies(client.get("/tr/angebote/?thema=schutz")).text) == geprueft


@pytest.mark.parametrize(("geprueft", "sprache"), [([], "de"), (["tr"], "")])
def test_the_words_beside_emergency_numbers_stay_german_until_the_catalogue_is_checked(client, geprueft, sprache):
    make_notruf("110", "Polizei", anlass_gewalt=True)
    make_angebot(themen=[make_thema(slug="schutz", sensibel="gewalt")])
    with override_settings(GEPRUEFTE_SPRACHEN=geprueft):
        titel = lies(client.get("/tr/angebote/?thema=schutz")).eines(id="notrufe-titel")
    assert titel.get("lang") == sprache
    assert (titel.text == "Sofort Hilfe") == (sprache == "de")


def test_the_list_and_the_map_show_the_title_too(client):
    angebot = make_angebot(titel="Frühstück", standorte=[make_standort(lat=48.6, lon=9.3)])
    assert lies(client.get("/tr/angebote/")).eines("article").eines("h3").eines("span", lang="de").text
    make_uebersetzung(angebot, "titel", "Kahvaltı")
    assert lies(client.get("/tr/angebote/")).eines("article").eines("h3").eines("a").text == "Kahvaltı"
    karte = lies(client.get("/tr/angebote/karte/"))
    assert [zeile[1:2] + zeile[4:] for zeile in json.loads(karte.eines(id="karte-punkte").text)] == [["Kahvaltı", ""]]
    karte = lies(client.get("/ar/angebote/karte/"))
    assert [zeile[1:2] + zeile[4:] for zeile in json.loads(karte.eines(id="karte-punkte").text)] == [
        ["Frühstück", "de"]
    ]


def test_the_vocabulary_comes_translated_and_is_found_by_its_german_value(client):
    phase = make_lebensphase(name="Kita", slug="kita")
    make_uebersetzung(phase, "name", "Anaokulu")
    make_angebot(lebensphasen=[phase])
    dokument = lies(client.get("/tr/angebote/?lebensphase=kita"))
    assert "Anaokulu" in dokument.eines("ul", class_="chips").text
    phase.name = "Kindergarten"
    phase.save()
    chips = lies(client.get("/tr/angebote/?lebensphase=kita")).eines("ul", class_="chips")
    assert chips.eines("span", lang="de").text == "Kindergarten"


@pytest.mark.parametrize("boese", ["<b>Kalın</b>", "<script>alert(1)</script>", "&lt;i&gt;", '"><img src=x>'])
def test_markup_in_a_translation_is_text_at_most(client, boese):
    angebot = make_angebot()
    make_uebersetzung(angebot, "titel", f"Bir {boese}")
    titel = seite(client, angebot).eines("h1")
    assert titel.alle() == []
    assert titel.text.startswith("Bir")


def test_marks_of_direction_are_taken_out(client):
    angebot = make_angebot()
    make_uebersetzung(angebot, "titel", "\u202eBir\u2066 iki\u200f", geprueft=True)
    assert seite(client, angebot).eines("h1").text == "Bir iki"


def test_a_record_shown_in_another_language_cannot_be_saved(client, rf):
    angebot = make_angebot(titel="Frühstück")
    angebot.fassung = object()
    with pytest.raises(RuntimeError, match="another language"):
        angebot.save()
    assert Notruf.objects.count() == 0


def test_the_sentence_on_german_texts_counts_what_the_page_shows(client):
    versteckt = make_standort(adresse_verbergen=True, anfahrt="Bus 1")
    angebot = make_angebot(
        akteur=versteckt.akteur, standorte=[versteckt], titel="Treff", kurzbeschreibung="Kommen Sie."
    )
    for feld in ("titel", "kurzbeschreibung"):
        make_uebersetzung(angebot, feld, "Bir", geprueft=True)
    Angebot.objects.update(hinweis="Heute zu.", hinweis_bis="2020-01-01")
    assert hinweis(seite(client, angebot)) == ""
    assert hinweis(lies(client.get(f"/tr{angebot.akteur.get_absolute_url()}"))) == ""
    assert hinweis(lies(client.get("/tr/"))) == ""
    Angebot.objects.update(titel="Neuer Treff")
    for adresse in (angebot.get_absolute_url(), angebot.akteur.get_absolute_url(), "/"):
        assert hinweis(lies(client.get(f"/tr{adresse}"))) == "fehlt"


def test_nobody_in_danger_is_told_how_to_take_part(client):
    angebot = make_angebot(themen=[make_thema(sensibel="gewalt")])
    assert seite(client, angebot).alle("section", aria_labelledby="ersatz-titel") == []


def test_a_language_django_does_not_know_has_its_own_name(client, settings):
    settings.LANGUAGES = [*settings.LANGUAGES, ("ps", "پښتو")]
    assert "Ich spreche پښتو" in seite(client, make_angebot(), "ps").eines(id="ersatz-deutsch").text


def test_the_first_sentence_is_german_and_in_the_readers_language(client):
    angebot = make_angebot(titel="Frühstück")
    make_uebersetzung(angebot, "titel", "Kahvaltı")
    kasten = seite(client, angebot).eines("section", aria_labelledby="ersatz-titel")
    deutsch = kasten.eines(id="ersatz-deutsch")
    assert (deutsch["lang"], deutsch["dir"]) == ("de", "ltr")
    assert "„Frühstück“" in deutsch.text and "Ich spreche Türkisch" in deutsch.text
    titel = kasten.alle("p")[1].eines("bdi", lang="de", dir="ltr")
    assert titel.text == "Frühstück" and "Ich spreche" not in kasten.alle("p")[1].text
    eigene = lies(client.get(angebot.get_absolute_url())).eines("section", aria_labelledby="ersatz-titel")
    assert "Ich spreche" not in eigene.text and len(eigene.alle("p")) == 3
