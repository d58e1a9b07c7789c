"""The papers beside the code: what they name exists, and what exists is named."""

import re
from pathlib import Path

import pytest
from django.conf import settings

WURZEL = settings.BASE_DIR
ENTSCHEIDUNGEN = WURZEL / "docs" / "entscheidungen"
PAPIERE = sorted([*WURZEL.glob("*.md"), *WURZEL.glob("docs/**/*.md")])
VARIABLE = re.compile(r'(?:_wahr|_zahl|_liste|environ\.get)\(\s*"([A-Z_]+)"')
UEBERSCHRIFT = re.compile(r"^#+ (.*)$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s:]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def variablen(*dateien: str) -> set[str]:
    return {name for datei in dateien for name in VARIABLE.findall((WURZEL / datei).read_text(encoding="utf-8"))}


def anker(papier: Path) -> set[str]:
    """Return what a link can lead to in it, written as the platforms that show Markdown do."""
    titel = UEBERSCHRIFT.findall(papier.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", eines.lower()).replace(" ", "-") for eines in titel}


def test_every_environment_variable_has_a_row_in_the_readme_and_no_row_is_without_one():
    zeilen = re.findall(r"^\| (`[A-Z_`, ]+`) \|", (WURZEL / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    genannt = [name for zeile in zeilen for name in re.findall(r"[A-Z_]+", zeile)]
    assert len(genannt) == len(set(genannt))
    nur_fuer_tests = {"TEST_POSTGRES_URL", "CHROMIUM"}
    assert set(genannt) == variablen("netzwerk/settings.py", "gunicorn.conf.py") | nur_fuer_tests
    assert nur_fuer_tests <= variablen("tests/alles.py")


def test_each_decision_has_a_number_of_its_own_also_in_its_heading():
    nummern = [datei.name[:4] for datei in sorted(ENTSCHEIDUNGEN.glob("*.md"))]
    assert nummern == [f"{nummer:04}" for nummer in range(1, len(nummern) + 1)]
    for datei in ENTSCHEIDUNGEN.glob("*.md"):
        assert datei.read_text(encoding="utf-8").startswith(f"# {datei.name[:4]} ")


@pytest.mark.parametrize("papier", PAPIERE, ids=lambda papier: str(papier.relative_to(WURZEL)))
def test_every_link_between_papers_leads_somewhere(papier):
    for link in LINK.findall(CODE.sub("", papier.read_text(encoding="utf-8"))):
        datei, _raute, stelle = link.partition("#")
        ziel = (papier.parent / datei).resolve() if datei else papier
        assert ziel.exists(), link
        assert not stelle or stelle in anker(ziel), link


def test_the_table_of_contents_of_the_handbook_names_each_chapter_once():
    text = (WURZEL / "docs" / "handbuch.md").read_text(encoding="utf-8")
    kapitel = re.findall(r"^## (.*)$", text, re.MULTILINE)
    verzeichnis = text.partition("\n## ")[0]
    assert re.findall(r"\[([^\]]+)\]\(#", verzeichnis) == kapitel
