"""The shelf of Material: what may stand on it, what stands beside it, and how its files are given out."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from angebote.models import Material
from tests.dokument import lies
from tests.fabriken import make_material, make_thema, make_uebersetzung

pytestmark = pytest.mark.django_db
SEITE = "/fortbildungen/material/"
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture(autouse=True)
def medien(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def gepackt(*namen):
    roh = io.BytesIO()
    with zipfile.ZipFile(roh, "w") as datei:
        for name in namen:
            datei.writestr(name, "<x/>")
    return roh.getvalue()


def datei(inhalt=PDF, name="vorlage.pdf"):
    return SimpleUploadedFile(name, inhalt)


def make_datei(**werte):
    return make_material(**{"art": "datei", "datei": datei(), "lizenz": "cc-by-sa"} | werte)


def test_each_says_where_it_comes_from_and_what_one_may_do_with_it(client):
    make_material(titel="Ein Link", quelle="Amt für Beispiele", lizenz="cc-by")
    artikel = lies(client.get(SEITE)).eines("article")
    assert artikel.eines("h3").eines("a")["rel"] == "noopener noreferrer"
    assert "Amt für Beispiele" in artikel.text and "CC BY 4.0" in artikel.text
    assert artikel.alle("a", href="https://creativecommons.org/licenses/by/4.0/deed.de")


def test_it_is_ordered_by_thema_and_what_has_none_stands_last(client):
    zweites, erstes = make_thema(name="B", reihenfolge=20), make_thema(name="A", reihenfolge=10)
    make_material(titel="ohne", reihenfolge=1)
    make_material(titel="zwei", thema=zweites)
    make_material(titel="eins", thema=erstes)
    seite = lies(client.get(SEITE))
    assert [h.text for h in seite.eines("main").alle("h2", "h3")] == ["A", "eins", "B", "zwei", "Sonstiges", "ohne"]


def test_it_stands_in_the_language_of_the_page(client):
    make_uebersetzung(make_material(), "titel", "Bir bağlantı")
    assert "Bir bağlantı" in lies(client.get(f"/tr{SEITE}")).eines("article").text


# --- what may stand there -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "werte",
    [
        {"art": "link", "url": ""},
        {"art": "datei", "url": "https://amt.example/"},
        {"art": "datei", "url": "", "datei": "material/x.pdf", "lizenz": "rechte"},
        {"url": "https://amt.example/", "datei": "material/x.pdf"},
        {"url": "ftp://amt.example/"},
        {"url": "https://amt.example/", "quelle": ""},
        {"url": "https://amt.example/", "lizenz": ""},
        {"art": "datei", "datei": "material/x.exe"},
    ],
)
def test_neither_source_nor_licence_may_be_missing_and_a_file_must_be_free_to_pass_on(werte):
    vorgabe = {"titel": "T", "slug": "t", "quelle": "Amt", "lizenz": "cc0"}
    with pytest.raises(ValidationError):
        Material(**vorgabe | werte).full_clean()


def test_a_link_may_lead_to_what_one_must_not_copy():
    make_material(lizenz="rechte").full_clean()


def test_the_database_holds_it_as_well():
    material = make_datei()
    with pytest.raises(IntegrityError), transaction.atomic():
        Material.objects.filter(pk=material.pk).update(lizenz="rechte")
    with pytest.raises(IntegrityError), transaction.atomic():
        Material.objects.filter(pk=material.pk).update(url="https://amt.example/")


# --- files ----------------------------------------------------------------------------------------------------------
def test_a_file_is_for_keeping_and_its_kind_is_not_guessed(client):
    material = make_datei()
    antwort = client.get(material.ziel)
    assert b"".join(antwort.streaming_content) == PDF
    assert antwort["Content-Type"] == "application/pdf"
    assert antwort["Content-Disposition"].startswith('attachment; filename="vorlage')
    assert antwort["X-Content-Type-Options"] == "nosniff"


def test_what_does_not_stand_on_the_shelf_is_given_to_nobody(client):
    material = make_datei(sichtbar=False)
    assert not lies(client.get(SEITE)).alle("article")
    assert client.get(material.ziel).status_code == 404
    default_storage.save("material/fremd.pdf", io.BytesIO(PDF))
    assert client.get("/medien/material/fremd.pdf").status_code == 404


def test_a_file_that_is_lost_does_not_break_the_shelf(client):
    material = make_datei()
    default_storage.delete(material.datei.name)
    assert client.get(SEITE).status_code == 200
    assert client.get(material.ziel).status_code == 404


def test_its_file_goes_with_it_and_with_the_next_one(django_capture_on_commit_callbacks):
    material = make_datei()
    erster = material.datei.name
    with django_capture_on_commit_callbacks(execute=True):
        material.datei = datei(name="neu.pdf")
        material.save()
    zweiter = material.datei.name
    assert (default_storage.exists(erster), default_storage.exists(zweiter)) == (False, True)
    with django_capture_on_commit_callbacks(execute=True):
        material.delete()
    assert not default_storage.exists(zweiter)


# --- uploading ------------------------------------------------------------------------------------------------------
def hochladen(admin_client, inhalt, name, **werte):
    """Return what the admin says about the file, "" where it took it."""
    daten = {"titel": "T", "slug": "t", "art": "datei", "quelle": "Amt", "lizenz": "cc0", "reihenfolge": 1}
    antwort = admin_client.post("/admin/angebote/material/add/", daten | werte | {"datei": datei(inhalt, name)})
    if antwort.status_code == 302:
        return ""
    return " ".join(grund for gruende in antwort.context["adminform"].form.errors.values() for grund in gruende)


@pytest.mark.parametrize(
    ("name", "inhalt"),
    [
        ("a.pdf", PDF),
        ("a.docx", gepackt("[Content_Types].xml", "word/document.xml")),
        ("a.odt", gepackt("mimetype", "content.xml")),
    ],
)
def test_documents_are_taken(admin_client, name, inhalt):
    assert hochladen(admin_client, inhalt, name) == ""
    assert Material.objects.get().datei.name.startswith("material/")


@pytest.mark.parametrize(
    ("name", "inhalt", "grund"),
    [
        ("a.pdf", b"<html><script>", "keine PDF-Datei"),
        ("a.docx", b"PK kein Ordner", "keine docx-Datei"),
        ("a.docx", gepackt("etwas/anderes.xml"), "keine docx-Datei"),
        ("a.docx", gepackt("word/document.xml", "word/vbaProject.bin"), "Makro"),
        ("a.html", b"<p>Hallo", "html"),
        ("a.svg", b"<svg/>", "svg"),
    ],
)
def test_what_is_not_what_it_says_is_refused(admin_client, name, inhalt, grund):
    assert grund in hochladen(admin_client, inhalt, name)
    assert not Material.objects.exists()


def test_what_is_too_large_or_not_free_is_refused(admin_client, settings):
    settings.MATERIAL_HOECHSTENS_MB = 0
    assert "zu groß" in hochladen(admin_client, PDF, "a.pdf")
    settings.MATERIAL_HOECHSTENS_MB = 1
    assert "nicht weitergeben" in hochladen(admin_client, PDF, "a.pdf", lizenz="rechte")
