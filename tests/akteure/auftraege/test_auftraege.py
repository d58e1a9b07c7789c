"""The queue: orders are taken, done once, kept for a day, and their failure is told in plain words."""

import stat
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from akteure import auftraege
from akteure.auftraege import HOECHSTENS_WARTEND, ZuVielZuTun, annehmen
from akteure.models import Auftrag
from akteure.models.auftrag import AUFBEWAHRT, FRISCH, GEDULD, VERSUCHE
from tests.akteure.auftraege.einstellungen import AUFTRAGSARTEN

pytestmark = pytest.mark.django_db
NICHT_GEKLAPPT = "Das hat leider nicht geklappt. Bitte versuchen Sie es noch einmal."


@pytest.fixture(autouse=True)
def _arten(settings, tmp_path):
    settings.AUFTRAGSARTEN = AUFTRAGSARTEN
    settings.AUFTRAG_ORDNER = tmp_path / "auftraege"


def vor(spanne):
    return timezone.now() - spanne


def bestellen(text="Heft", art="schreiben", stand=None):
    return annehmen(art, {"text": text}, stand=stand)


def erledigt(auftrag):
    call_command("arbeite_auftraege")
    auftrag.refresh_from_db()
    return auftrag


def test_an_order_becomes_a_file(capsys):
    auftrag = erledigt(bestellen("Ein Heft"))
    assert (auftrag.lage, auftrag.stand, auftrag.schritt) == ("fertig", 100, "")
    assert auftrag.datei.open().read() == b"Ein Heft"
    assert "Aufträge erledigt: 1." in capsys.readouterr().out


def test_only_the_site_may_read_the_file(settings):
    pfad = Path(erledigt(bestellen()).datei.path)
    assert stat.S_IMODE(pfad.stat().st_mode) == 0o600
    assert stat.S_IMODE(Path(settings.AUFTRAG_ORDNER).stat().st_mode) == 0o700


def test_no_address_serves_the_folder(settings, client):
    name = erledigt(bestellen()).datei.name
    assert not Path(settings.AUFTRAG_ORDNER).is_relative_to(settings.MEDIA_ROOT)
    assert client.get(f"/medien/{name}").status_code == 404
    assert client.get(f"/medien/../auftraege/{name}").status_code == 404


def test_what_was_chosen_is_forgotten_once_the_file_is_there():
    auftrag = bestellen("Nürtingen")
    assert auftrag.angaben == {"text": "Nürtingen"}
    assert erledigt(auftrag).angaben == {}


def test_what_was_chosen_is_forgotten_after_a_failure_too():
    assert erledigt(bestellen(art="brechen")).angaben == {}


def test_what_was_chosen_cannot_be_told_from_how_an_order_is_known(settings):
    merkmal = bestellen("Nürtingen").merkmal
    Auftrag.objects.all().delete()
    settings.SECRET_KEY = "ein-anderer-schluessel"
    assert bestellen("Nürtingen").merkmal != merkmal


def test_the_same_order_is_made_once():
    erster = bestellen()
    assert bestellen() == erster
    assert bestellen() == erledigt(erster)


@pytest.mark.parametrize("anders", [{"text": "Plakat"}, {"art": "absagen"}, {"stand": 7}])
def test_another_order_is_made_anew(anders):
    assert bestellen() != bestellen(**anders)


def test_a_file_that_is_no_longer_fresh_is_made_anew():
    alter = erledigt(bestellen())
    Auftrag.objects.update(beendet_am=vor(FRISCH))
    assert bestellen() != alter


def test_a_file_that_is_gone_is_made_anew():
    alter = erledigt(bestellen())
    Path(alter.datei.path).unlink()
    assert (bestellen() != alter, alter.lage) == (True, "abgelaufen")


def test_a_failed_order_may_be_given_again():
    gescheiterter = erledigt(bestellen(art="brechen"))
    assert bestellen(art="brechen") != gescheiterter


def test_two_who_order_the_same_at_once_get_the_same(monkeypatch):
    """Both have looked, and neither has seen the other."""
    erster = bestellen()
    monkeypatch.setattr(Auftrag.objects.all().__class__, "gleich", lambda self, merkmal: self.none())
    assert bestellen() == erster


def test_the_database_itself_holds_that_the_same_is_open_only_once():
    merkmal = bestellen().merkmal
    with pytest.raises(IntegrityError), transaction.atomic():
        Auftrag.objects.create(art="schreiben", merkmal=merkmal)


def test_a_full_queue_takes_no_more():
    for nummer in range(HOECHSTENS_WARTEND):
        bestellen(f"Heft {nummer}")
    with pytest.raises(ZuVielZuTun):
        bestellen("noch eines")
    assert bestellen("Heft 3").davor == 3


def test_a_token_says_nothing_and_repeats_never():
    tokens = {bestellen(f"Heft {nummer}").token for nummer in range(HOECHSTENS_WARTEND)}
    assert len(tokens) == HOECHSTENS_WARTEND
    assert all(len(token) == 32 for token in tokens)


def test_a_refusal_is_told_in_its_own_words():
    auftrag = erledigt(bestellen(art="absagen"))
    assert (auftrag.lage, auftrag.fehler) == ("gescheitert", "Diese Auswahl ist leer.")


def test_an_error_is_told_kindly_and_does_not_stop_the_others():
    kaputt, danach = bestellen(art="brechen"), bestellen()
    erledigt(kaputt)
    danach.refresh_from_db()
    assert (kaputt.lage, kaputt.fehler) == ("gescheitert", NICHT_GEKLAPPT)
    assert danach.lage == "fertig"


def test_an_unknown_kind_is_an_error_like_any_other():
    assert erledigt(bestellen(art="zaubern")).fehler == NICHT_GEKLAPPT


def test_who_waits_is_told_how_far_it_is(monkeypatch):
    gesehen = []
    echtes = Auftrag.melden

    def melden(auftrag, stand, schritt):
        echtes(auftrag, stand, schritt)
        gesehen.append(Auftrag.objects.values_list("stand", "schritt", "status").get())

    monkeypatch.setattr(Auftrag, "melden", melden)
    erledigt(bestellen())
    assert gesehen == [(40, "Angebote heraussuchen", "laeuft")]


def test_no_step_says_it_is_all_done():
    auftrag = bestellen()
    auftrag.melden(150, "fast")
    assert auftrag.stand == 99


def test_an_order_whose_process_died_is_taken_up_once_more():
    auftrag = bestellen()
    Auftrag.objects.update(status="laeuft", begonnen_am=vor(GEDULD), versuche=1, stand=60)
    assert erledigt(auftrag).lage == "fertig"


def test_an_order_whose_process_died_twice_has_failed():
    auftrag = bestellen()
    Auftrag.objects.update(status="laeuft", begonnen_am=vor(GEDULD), versuche=VERSUCHE)
    auftrag.refresh_from_db()
    assert auftrag.lage == "gescheitert"  # who waits knows it at once
    assert (erledigt(auftrag).lage, auftrag.fehler) == ("gescheitert", NICHT_GEKLAPPT)


def test_an_order_that_runs_is_left_alone():
    auftrag = bestellen()
    Auftrag.objects.update(status="laeuft", begonnen_am=vor(GEDULD / 2))
    assert erledigt(auftrag).lage == "laeuft"


def test_only_what_waits_can_be_taken():
    auftrag = bestellen()
    assert Auftrag.objects.naechster() == auftrag
    assert Auftrag.objects.naechster() is None


def test_a_day_later_row_and_file_are_gone():
    alter, neuer = erledigt(bestellen()), erledigt(bestellen("neu"))
    pfad = Path(alter.datei.path)
    Auftrag.objects.filter(pk=alter.pk).update(erstellt_am=vor(AUFBEWAHRT))
    alter.refresh_from_db()
    assert (alter.lage, pfad.exists()) == ("abgelaufen", True)
    call_command("raeume_auf")
    assert (list(Auftrag.objects.all()), pfad.exists()) == ([neuer], False)
    assert Path(neuer.datei.path).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("von_selbst", "prozesse"), [(True, 1), (False, 0)])
def test_who_orders_starts_the_process_once_it_is_committed(settings, monkeypatch, von_selbst, prozesse):
    settings.AUFTRAEGE_VON_SELBST = von_selbst
    gestartet = []
    monkeypatch.setattr(auftraege.subprocess, "Popen", lambda befehl, **kw: gestartet.append((befehl[-1], kw)))
    with transaction.atomic():
        bestellen()
        assert gestartet == []
    assert [befehl for befehl, _kw in gestartet] == ["arbeite_auftraege"] * prozesse
    assert all(kw["start_new_session"] for _befehl, kw in gestartet)


@pytest.mark.django_db(transaction=True)
def test_where_a_process_works_no_second_one_starts(settings, monkeypatch):
    settings.AUFTRAEGE_VON_SELBST = True
    gestartet = []
    monkeypatch.setattr(auftraege.subprocess, "Popen", lambda befehl, **kw: gestartet.append(befehl))
    with auftraege._schloss() as frei:
        assert frei
        bestellen()
    assert gestartet == []
    assert connection.in_atomic_block is False
