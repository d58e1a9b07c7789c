"""Real processes at one queue: nothing is done twice, nothing is lost."""

import time
from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from akteure.auftraege import HOECHSTENS_WARTEND, annehmen
from akteure.models import Auftrag
from akteure.models.auftrag import GEDULD
from tests.prozesse import befehl, geteilte_datenbank

pytestmark = pytest.mark.django_db(transaction=True)
EINSTELLUNGEN = {"DJANGO_SETTINGS_MODULE": "tests.akteure.auftraege.einstellungen"}


def arbeiten(url, ordner):
    return befehl(url, "arbeite_auftraege", AUFTRAG_ORDNER=str(ordner), **EINSTELLUNGEN)


def ende(prozess):
    """Return what a process said last."""
    ausgabe, fehler = prozess.communicate(timeout=60)
    assert prozess.returncode == 0, fehler
    return ausgabe.strip()


def test_processes_on_several_machines_do_every_order_once(tmp_path):
    """Each with a folder of its own: no lock keeps them apart, only the database does."""
    protokoll = tmp_path / "protokoll"
    for nummer in range(HOECHSTENS_WARTEND):
        annehmen("schreiben", {"text": f"{nummer}", "protokoll": str(protokoll), "dauer": 0.02})
    with geteilte_datenbank(tmp_path) as url:
        for prozess in [arbeiten(url, tmp_path / f"maschine {nummer}") for nummer in range(3)]:
            ende(prozess)
    assert Counter(protokoll.read_text().split()) == Counter(map(str, range(HOECHSTENS_WARTEND)))
    assert set(Auftrag.objects.values_list("status", "versuche")) == {("fertig", 1)}


def test_a_second_process_on_the_same_machine_ends_at_once(tmp_path):
    annehmen("schreiben", {"text": "lang", "dauer": 4, "protokoll": str(tmp_path / "protokoll")})
    with geteilte_datenbank(tmp_path) as url:
        erster = arbeiten(url, tmp_path)
        while not (tmp_path / "schloss").exists() and erster.poll() is None:
            time.sleep(0.05)
        time.sleep(0.2)
        assert ende(arbeiten(url, tmp_path)) == "Aufträge erledigt: 0."
        assert ende(erster) == "Aufträge erledigt: 1."
    assert (tmp_path / "protokoll").read_text() == "lang\n"


def test_a_process_that_is_killed_leaves_a_kind_word(tmp_path):
    """It is killed twice; the third one gives up, and does what waits behind."""
    tot, danach = annehmen("sterben", {}), annehmen("schreiben", {"text": "danach"})
    for _versuch in range(2):
        with geteilte_datenbank(tmp_path) as url:
            assert arbeiten(url, tmp_path).wait(60) == -9
        tot.refresh_from_db()
        assert (tot.status, tot.stand) == ("laeuft", 10)
        Auftrag.objects.filter(pk=tot.pk).update(begonnen_am=timezone.now() - GEDULD - timedelta(seconds=1))
    with geteilte_datenbank(tmp_path) as url:
        assert ende(arbeiten(url, tmp_path)) == "Aufträge erledigt: 1."
    tot.refresh_from_db()
    danach.refresh_from_db()
    assert (tot.lage, tot.fehler[:16], danach.status) == ("gescheitert", "Das hat leider n", "fertig")
