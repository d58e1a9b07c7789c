"""Markdown of pages: what becomes HTML, and what never does."""

import pytest
from django.utils.translation import override

from netzwerk.seitentext import als_html, auszufuellende


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("eins\n\nzwei", '<p class="lead">eins</p>\n<p>zwei</p>\n'),
        ("eins\nzwei", '<p class="lead">eins<br />\nzwei</p>\n'),
        ("- eins\n- zwei", "<ul>\n<li>eins</li>\n<li>zwei</li>\n</ul>\n"),
        ("## Wort **fett**", "<h2>Wort <strong>fett</strong></h2>\n"),
        ("# eins\n#### zwei\n##### drei", "<h2>eins</h2>\n<h3>zwei</h3>\n<h4>drei</h4>\n"),
        ("## eins\n### zwei\n## drei", "<h2>eins</h2>\n<h3>zwei</h3>\n<h2>drei</h2>\n"),
        ("### eins", "<h2>eins</h2>\n"),
    ],
)
def test_headings_begin_at_two_and_skip_no_level(text, html):
    assert als_html(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "Text <img src=x onerror=alert(1)> Text",
        "<iframe src='https://fremd.example'></iframe>",
        "[[<b>fett</b>]]",
        "<!-- versteckt -->",
    ],
)
def test_html_is_shown_as_text(text):
    html = als_html(text)
    assert not any(anfang in html for anfang in ("<script", "<img", "<iframe", "<b>", "<!--"))
    assert "&lt;" in html


@pytest.mark.parametrize(
    "adresse",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "java&Tab;script:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "//fremd.example/",
        "/\\fremd.example/",
        "ftp://fremd.example/",
    ],
)
def test_an_address_of_another_kind_is_no_link(adresse):
    html = als_html(f"[Wort]({adresse})")
    assert "href" not in html or 'href="/%5C' in html


def test_there_are_no_pictures():
    assert "<img" not in als_html("![Bild](https://fremd.example/bild.png)")


def test_a_link_to_elsewhere_says_nothing_about_us():
    assert als_html("[Wort](https://fremd.example/)") == (
        '<p class="lead"><a href="https://fremd.example/" rel="noopener noreferrer">Wort</a></p>\n'
    )


@pytest.mark.parametrize(
    ("sprache", "adresse", "ziel"),
    [
        ("de", "/angebote/?ansicht=kompakt", "/angebote/?ansicht=kompakt"),
        ("tr", "/angebote/?ansicht=kompakt", "/tr/angebote/?ansicht=kompakt"),
        ("tr", "/", "/tr/"),
        ("tr", "/leicht/", "/leicht/"),
        ("tr", "/medien/video.mp4", "/medien/video.mp4"),
        ("tr", "#unten", "#unten"),
        ("de", "mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_a_link_within_the_site_stays_in_the_language(sprache, adresse, ziel):
    with override(sprache):
        assert f'href="{ziel}"' in als_html(f"[Wort]({adresse})")


def test_a_place_to_be_filled_in_is_marked_and_listed():
    text = "Wir: [[bitte ergänzen: Name der\nBehörde]] und [[Ort]]"
    assert '<span class="offene-stelle">noch offen: Name der Behörde</span>' in als_html(text)
    assert auszufuellende(text) == ["Name der Behörde", "Ort"]


def test_what_the_settings_know_is_filled_in(settings):
    settings.GEBIET = {"name": "Kreis <1>", "im": "im Kreis", "koordination": {"telefon": "030 23125 000"}}
    html = als_html("[[Gebiet]] [[ Telefon ]]")
    assert "Kreis &lt;1&gt;" in html
    assert '<a href="tel:+493023125000"><bdi dir="ltr">030 23125 000</bdi></a>' in html
    assert auszufuellende("[[Telefon]] [[E-Mail]]") == ["E-Mail"]


@pytest.mark.parametrize("text", ["[[", "[[]]", "[[ ]]", "[a]", "`[[x]]`", "\\[[x]]"])
def test_what_is_no_place_is_text(text):
    assert auszufuellende(text) == []
    assert "offene-stelle" not in als_html(text)


ANGABEN = {"Name der Behörde": "Landratsamt\n<b>x</b> [Seite](/impressum/) https://a.example"}


def test_what_was_filled_in_stands_in_every_language_and_says_that_it_is_german():
    html = als_html("Wir: [[bitte ergänzen: Name der Behörde]]", ANGABEN)
    assert 'Wir: Landratsamt<br />\n&lt;b&gt;x&lt;/b&gt; <a href="/impressum/">Seite</a>' in html
    with override("tr"):
        html = als_html("Biz: [[bitte ergänzen: Name der Behörde]] [[Ort]]", ANGABEN)
    assert 'Biz: <span lang="de" dir="ltr">Landratsamt<br />' in html
    assert html.count("offene-stelle") == 1


def test_what_was_filled_in_fills_in_nothing_else():
    assert als_html("[[A]]", {"A": "[[A]] [[B]]", "B": "b"}).count("offene-stelle") == 2
