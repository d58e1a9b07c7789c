"""Pages of text: at their addresses in every language, as shipped, with what is still missing."""

from io import StringIO

import pytest
from django.conf import settings as einstellungen
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils.translation import gettext, override

from akteure.models import Benutzer
from akteure.models.uebersetzung import fingerabdruck
from akteure.sprachen import praefix
from netzwerk.models import Seite
from tests.dokument import lies
from tests.fabriken import make_rueckmeldung, make_seite, make_seiten, make_uebersetzung

pytestmark = pytest.mark.django_db

SPRACHEN = [code for code, _name in einstellungen.LANGUAGES]


@pytest.fixture
def koordination(client):
    client.force_login(Benutzer.objects.create(username="k", is_staff=True, is_superuser=True))
    return client


@pytest.fixture(autouse=True)
def ablage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


# --- public ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("sprache", SPRACHEN)
@pytest.mark.parametrize("slug", Seite.Slug.values)
def test_every_page_stands_at_its_address_in_every_language(client, slug, sprache):
    make_seiten()
    response = client.get(f"/{praefix(sprache)}{slug}/")
    assert (response.status_code, response.headers["Content-Language"]) == (200, sprache)
    text = lies(response).eines("div", class_="lesetext seitentext")
    assert text.get("lang") == ("" if sprache == "de" else "de")


@pytest.mark.parametrize(("pfad", "abfragen"), [("/impressum/", 1), ("/tr/impressum/", 2)])
def test_a_page_asks_once_and_for_its_translation_once_more(client, django_assert_num_queries, pfad, abfragen):
    make_seiten()
    with django_assert_num_queries(abfragen):
        client.get(pfad)


def test_a_translation_is_shown_as_html(client):
    make_uebersetzung(seite := make_seite(text="Hallo [[Gebiet]]"), "text", "## Merhaba [[Gebiet]]", geprueft=True)
    make_uebersetzung(seite, "titel", "Hakkında", geprueft=True)
    dokument = lies(client.get("/tr/ueber/"))
    assert (dokument.eines("h1").text, dokument.eines("h2").text) == ("Hakkında", "Merhaba Esslingen bölgesi")
    assert dokument.eines("title").text.startswith("Hakkında ·")


def test_a_german_title_is_no_element_in_the_title_of_the_window(client):
    make_seite(titel="Wir & Sie")
    dokument = lies(client.get("/tr/ueber/"))
    assert dokument.eines("title").text == "Wir & Sie · Familien stärken"
    assert dokument.eines("h1").eines("span")["lang"] == "de"


def test_a_page_that_was_never_loaded_is_missing(client):
    assert client.get("/impressum/").status_code == 404


def test_the_foot_of_every_page_leads_to_all_of_them(client):
    ziele = {a.get("href") for a in lies(client.get("/akteure/")).eines("footer").alle("a")}
    assert {f"/{slug}/" for slug in Seite.Slug.values} | {"/barrierefreiheit/melden/?seite=/akteure/"} <= ziele


def test_the_start_page_leads_to_plain_and_sign_language_before_the_search(client):
    haupt = lies(client.get("/")).eines("main")
    assert [a["href"] for a in haupt.alle("a")[:2]] == ["/leichte-sprache/", "/gebaerdensprache/"]


UNGEPRUEFT = "noch nicht nach den Regeln der Leichten Sprache geprüft"
GEPRUEFT = "Menschen mit Lernschwierigkeiten haben den Text geprüft"


def hake_ab(koordination, seite: Seite, **werte) -> None:
    """Save the page in the admin as it is, but for `werte`."""
    daten = {"titel": seite.titel, "text": seite.text, "stand": ""} | werte
    assert koordination.post(f"/admin/netzwerk/seite/{seite.pk}/change/", daten).status_code == 302
    seite.refresh_from_db()


def test_plain_language_is_called_leichte_sprache_only_once_checked(koordination, client):
    seite = make_seite("leichte-sprache")
    assert UNGEPRUEFT in lies(client.get("/leichte-sprache/")).text
    hake_ab(koordination, seite, geprueft_leicht="on")
    text = lies(client.get("/leichte-sprache/")).text
    assert GEPRUEFT in text and UNGEPRUEFT not in text


def test_the_check_is_of_one_text_and_goes_with_it(koordination, client):
    seite = make_seite("leichte-sprache")
    hake_ab(koordination, seite, geprueft_leicht="on")
    hake_ab(koordination, seite, geprueft_leicht="on", titel="Anders")
    assert seite.ist_leicht_geprueft
    hake_ab(koordination, seite, geprueft_leicht="on", text="Ein anderer Satz.")
    assert not seite.ist_leicht_geprueft and UNGEPRUEFT in lies(client.get("/leichte-sprache/")).text
    assert seite.offene_stellen == ["Prüfung nach den Regeln der Leichten Sprache"]
    form = koordination.get(f"/admin/netzwerk/seite/{seite.pk}/change/").context["adminform"].form
    assert form["geprueft_leicht"].value() is False
    hake_ab(koordination, seite, geprueft_leicht="on")
    assert seite.ist_leicht_geprueft
    hake_ab(koordination, seite)
    assert not seite.ist_leicht_geprueft


def test_the_check_stands_over_no_translation(koordination, client):
    seite = make_seite("leichte-sprache", text="Ein Satz.")
    hake_ab(koordination, seite, geprueft_leicht="on")
    for sprache in ("en", "de-simple"):
        with override(sprache):
            satz = gettext("Leichte Sprache. Menschen mit Lernschwierigkeiten haben den Text geprüft.")
        adresse = f"/{praefix(sprache)}leichte-sprache/"
        assert satz in lies(client.get(adresse)).text, "it stands over the German text that was checked"
        make_uebersetzung(seite, "text", "A sentence.", sprache, geprueft=True)
        text = lies(client.get(adresse)).text
        assert "A sentence." in text and satz not in text


def test_direction_marks_of_a_text_do_not_reach_the_page():
    seite = Seite(slug="ueber", titel="Wir\u202e", text="eins\u2066 zwei\x00\r\ndrei")
    seite.full_clean()
    assert (seite.titel, seite.text) == ("Wir", "eins zwei\ndrei")


# --- video ----------------------------------------------------------------------------------------------------------
def mit_video(**werte):
    seite = make_seite("gebaerdensprache")
    seite.untertitel.save("u.vtt", ContentFile(b"WEBVTT"), save=False)
    seite.video.save("v.mp4", ContentFile(b"film"), save=False)
    seite.save()
    return seite


def test_without_a_video_a_sentence_says_so(client):
    make_seite("gebaerdensprache", text="Der Text.")
    dokument = lies(client.get("/gebaerdensprache/"))
    assert "gibt es noch nicht" in dokument.text and "Der Text." in dokument.text
    assert not dokument.alle("video")


def test_a_video_has_captions_and_loads_nothing_by_itself(client):
    seite = mit_video()
    video = lies(client.get("/gebaerdensprache/")).eines("video")
    assert (video["preload"], "controls" in video, "autoplay" in video) == ("none", True, False)
    assert (video.eines("source")["src"], video.eines("source")["type"]) == (seite.video.url, "video/mp4")
    spur = video.eines("track")
    assert (spur["kind"], spur["srclang"], spur["src"]) == ("captions", "de", seite.untertitel.url)


def test_uploaded_files_are_served_with_their_type(client):
    seite = mit_video()
    film, worte = client.get(seite.video.url), client.get(seite.untertitel.url)
    assert (film["Content-Type"], b"".join(film)) == ("video/mp4", b"film")
    assert (worte["Content-Type"], b"".join(worte)) == ("text/vtt; charset=utf-8", b"WEBVTT")
    assert "media-src 'self'" in film["Content-Security-Policy"]
    assert not film.cookies


@pytest.mark.parametrize(
    "pfad", ["fehlt.mp4", "../geheim.mp4", "%2e%2e/geheim.mp4", "/etc/x.vtt", "da.html", "", "x\x00.mp4"]
)
def test_nothing_else_is_served(client, ablage, pfad):
    (ablage / "da.html").write_text("<script>")
    (ablage.parent / "geheim.mp4").write_text("geheim")
    assert client.get(f"/medien/{pfad}").status_code == 404


def test_a_replaced_file_is_deleted(django_capture_on_commit_callbacks, ablage):
    seite = mit_video()
    with django_capture_on_commit_callbacks(execute=True):
        seite.video.save("neu.mp4", ContentFile(b"neu"))
    assert sorted(datei.name for datei in (ablage / "gebaerdensprache").iterdir()) == ["neu.mp4", "u.vtt"]


def test_a_video_without_captions_is_refused():
    with pytest.raises(ValidationError, match="Ein Video braucht Untertitel"):
        Seite(slug="gebaerdensprache", titel="G", text="T", video="v.mp4").full_clean()


@pytest.mark.parametrize(
    ("feld", "name", "inhalt", "meldung"),
    [
        ("video", "film.exe", b"x", "Dateiendung"),
        ("video", "film.mp4", b"x" * (1024 * 1024 + 1), "zu groß"),
        ("untertitel", "worte.srt", b"WEBVTT", "Dateiendung"),
        ("untertitel", "worte.vtt", b"1\n00:00", "WEBVTT"),
    ],
)
def test_a_wrong_file_is_refused(koordination, settings, feld, name, inhalt, meldung):
    settings.VIDEO_HOECHSTENS_MB = 1
    seite = make_seite("gebaerdensprache")
    daten = {"titel": "G", "text": "T", "stand": "", feld: SimpleUploadedFile(name, inhalt)}
    response = koordination.post(f"/admin/netzwerk/seite/{seite.pk}/change/", daten)
    assert meldung in response.content.decode()


def test_a_video_is_uploaded_with_its_captions(koordination):
    seite = make_seite("gebaerdensprache")
    dateien = {
        "video": SimpleUploadedFile("f.webm", b"film"),
        "untertitel": SimpleUploadedFile("u.vtt", b"\xef\xbb\xbfWEBVTT\n"),
    }
    daten = {"titel": "G", "text": "T", "stand": ""} | dateien
    assert koordination.post(f"/admin/netzwerk/seite/{seite.pk}/change/", daten).status_code == 302
    seite.refresh_from_db()
    assert (seite.video_typ, seite.offene_stellen) == ("video/webm", [])


# --- what is still missing ------------------------------------------------------------------------------------------
def test_the_admin_names_every_page_with_open_places_until_they_are_filled(koordination):
    seite = make_seite("impressum", titel="Impressum", text="[[bitte ergänzen: Name der Behörde]] [[Ort]]")
    hinweis = lies(koordination.get("/admin/")).eines("section", class_="offen-hinweis")
    assert "Impressum: 2 offen – Name der Behörde …" in hinweis.text
    form = lies(koordination.get(hinweis.eines("a")["href"])).eines("section", class_="offen-hinweis")
    assert [li.text for li in form.alle("li")] == ["Name der Behörde", "Ort"]
    Seite.objects.filter(pk=seite.pk).update(text="Landratsamt")
    assert not lies(koordination.get("/admin/")).alle("section", class_="offen-hinweis")


def test_a_place_is_filled_in_once_for_all_languages_and_outdates_nothing(koordination, client):
    text = "Wir: [[bitte ergänzen: Name der Behörde]]. [[Telefon]] [[Ort]]"
    seite = make_seite("impressum", titel="Impressum", text=text)
    make_uebersetzung(seite, "text", text.replace("Wir", "Biz"), geprueft=True)
    adresse = f"/admin/netzwerk/seite/{seite.pk}/change/"
    gezeigt = koordination.get(adresse).context["adminform"].form
    felder = {feld.label: name for name, feld in gezeigt.fields.items() if name.startswith("angabe_")}
    assert list(felder) == ["Name der Behörde", "Ort"]
    daten = {"titel": "Impressum", "text": text, "stand": "", felder["Name der Behörde"]: "Landratsamt\u202e"}
    antwort = koordination.post(adresse, daten, follow=True)
    assert "veraltet" not in " ".join(map(str, antwort.context["messages"]))
    seite.refresh_from_db()
    assert (seite.text, seite.offene_stellen) == (text, ["Ort"])
    assert "Wir: Landratsamt." in lies(client.get("/impressum/")).text
    tuerkisch = lies(client.get("/tr/impressum/")).eines("div", class_="lesetext seitentext")
    assert "Biz: Landratsamt." in tuerkisch.text
    assert [span.text for span in tuerkisch.alle("span", lang="de", dir="ltr")] == ["Landratsamt", "Ort"]
    assert koordination.get(adresse).context["adminform"].form[felder["Name der Behörde"]].value() == "Landratsamt"
    koordination.post(adresse, daten | {felder["Name der Behörde"]: ""})
    seite.refresh_from_db()
    assert seite.offene_stellen == ["Name der Behörde", "Ort"]


def test_a_place_is_not_filled_in_with_another(koordination):
    seite = make_seite("impressum", text="[[Ort]]")
    adresse = f"/admin/netzwerk/seite/{seite.pk}/change/"
    name = next(n for n in koordination.get(adresse).context["adminform"].form.fields if n.startswith("angabe_"))
    antwort = koordination.post(adresse, {"titel": "I", "text": "[[Ort]]", "stand": "", name: "[[Telefon]]"})
    assert "ohne „[[“" in antwort.content.decode()


def test_the_missing_video_and_the_missing_check_are_open_places():
    assert len(make_seite("gebaerdensprache").offene_stellen) == 1
    assert make_seite("leichte-sprache").offene_stellen == ["Prüfung nach den Regeln der Leichten Sprache"]
    geprueft = Seite(slug="leichte-sprache", text="Ein Satz.", leicht_geprueft=fingerabdruck("Ein Satz."))
    assert geprueft.offene_stellen == []


def test_the_index_shows_nothing_of_this_to_whom_may_not_change_it(client):
    make_seite(text="[[Ort]]")
    make_rueckmeldung()
    client.force_login(Benutzer.objects.create(username="s", is_staff=True))
    index = lies(client.get(reverse("admin:index")))
    assert not index.alle("section", class_="offen-hinweis") and "Rückmeldungen" not in index.text


# --- loading --------------------------------------------------------------------------------------------------------
def test_loading_adds_what_is_missing_and_overwrites_nothing():
    make_seite("impressum", text="Unser Text.")
    make_seiten()
    assert set(Seite.objects.values_list("slug", flat=True)) == set(Seite.Slug.values)
    assert Seite.objects.get(slug="impressum").text == "Unser Text."


def test_shipped_texts_leave_open_what_nobody_can_know():
    make_seiten()
    offen = {seite.slug: len(seite.offene_stellen) for seite in Seite.objects.all()}
    assert offen["ueber"] == 0
    assert all(offen[slug] for slug in ("impressum", "datenschutz", "barrierefreiheit", "leichte-sprache"))


def test_every_link_within_the_shipped_texts_leads_somewhere(client):
    make_seiten()
    ziele = {
        a["href"]
        for slug in Seite.Slug.values
        for a in lies(client.get(f"/{slug}/")).eines("div", class_="lesetext seitentext").alle("a")
        if a["href"].startswith("/")
    }
    assert ziele and {ziel: client.get(ziel).status_code for ziel in ziele} == dict.fromkeys(ziele, 200)


@pytest.mark.parametrize(("name", "inhalt"), [("fremd.md", "+++\ntitel='x'\n+++\nText"), ("ueber.md", "Text")])
def test_a_file_that_is_no_page_is_refused(tmp_path, name, inhalt):
    (tmp_path / name).write_text(inhalt)
    with pytest.raises(CommandError, match=name):
        call_command("lade_seiten", str(tmp_path), stdout=StringIO())
    assert not Seite.objects.exists()
