"""The list of Angebote in the admin."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from angebote.admin.liste import vor_wie_langem
from angebote.models import Angebot
from tests.angebote.formulare import LISTE
from tests.fabriken import make_akteur, make_angebot, make_gemeinde, make_lebensphase, make_thema

pytestmark = pytest.mark.django_db


# --- list -----------------------------------------------------------------------------------------------------------
def test_liste_braucht_immer_gleich_viele_abfragen(
    admin_client, django_assert_num_queries, django_assert_max_num_queries
):
    phase, thema = make_lebensphase(), make_thema()

    def eines_mehr() -> None:
        gemeinde = make_gemeinde()
        make_angebot(
            gemeinde=gemeinde, gemeinden=[gemeinde], einzugsgebiet="gemeinden", lebensphasen=[phase], themen=[thema]
        )

    eines_mehr()
    with django_assert_max_num_queries(20) as bei_einem:
        admin_client.get(LISTE)
    for _nummer in range(19):
        eines_mehr()
    with django_assert_num_queries(len(bei_einem)):
        antwort = admin_client.get(LISTE)
    assert len(antwort.context["cl"].result_list) == 20


def test_liste_zeigt_worte(admin_client):
    make_angebot(
        gemeinde=make_gemeinde(name="Musterstadt"),
        lebensphasen=[make_lebensphase(alter_kurz="3–6")],
        bestaetigt_am=timezone.now() - timedelta(days=430),
    )
    text = admin_client.get(LISTE).content.decode()
    assert all(wort in text for wort in ("Musterstadt", "3–6", "vor 14 Monaten", "veröffentlicht"))


@pytest.mark.parametrize(
    ("tage", "worte"),
    [
        (0, "heute"),
        (1, "gestern"),
        (6, "vor 6 Tagen"),
        (31, "vor 1 Monat"),
        (430, "vor 14 Monaten"),
        (1100, "vor 3 Jahren"),
    ],
)
def test_vor_wie_langem(tage, worte):
    heute = date(2026, 6, 15)
    zeitpunkt = datetime(2026, 6, 15, 12, tzinfo=timezone.get_default_timezone()) - timedelta(days=tage)
    assert vor_wie_langem(zeitpunkt, heute) == worte
    assert vor_wie_langem(None, heute) == "noch nie"


def treffer(admin_client, abfrage: str) -> set[str]:
    antwort = admin_client.get(f"{LISTE}?{abfrage}")
    assert antwort.status_code == 200
    return {angebot.titel for angebot in antwort.context["cl"].result_list}


def test_liste_ohne_archivierte_und_geloeschte(admin_client):
    for status in Angebot.Status.values:
        make_angebot(titel=status, status=status)
    assert treffer(admin_client, "") == set(Angebot.Status.values) - {"archiviert", "geloescht"}
    assert treffer(admin_client, "status=archiviert") == {"archiviert"}
    assert treffer(admin_client, "status=alle") == set(Angebot.Status.values)


def test_filter_was_zu_klaeren_ist(admin_client):
    ohne = make_akteur(mit_kontakt=False)
    gemeinde = make_gemeinde()
    make_angebot(titel="fertig", gemeinde=gemeinde, bestaetigt_am=timezone.now())
    make_angebot(titel="ohne Kontakt", akteur=ohne, gemeinde=gemeinde, bestaetigt_am=timezone.now())
    make_angebot(titel="ohne Punkt", bestaetigt_am=timezone.now())
    make_angebot(titel="lange her", gemeinde=gemeinde, bestaetigt_am=timezone.now() - timedelta(days=366))
    make_angebot(titel="nie", gemeinde=gemeinde)
    assert treffer(admin_client, "klaeren=kontakt") == {"ohne Kontakt"}
    assert treffer(admin_client, "klaeren=punkt") == {"ohne Punkt"}
    assert treffer(admin_client, "klaeren=bestaetigung") == {"lange her", "nie"}


def test_filter_nach_thema_ort_akteur_quelle(admin_client):
    oben, gemeinde = make_thema(slug="geld"), make_gemeinde(ags="08116001")
    unten = make_thema(ueber=oben)
    eins = make_angebot(titel="eins", themen=[oben, unten], gemeinde=gemeinde, quelle="demo")
    make_angebot(titel="zwei", themen=[unten], gemeinde=make_gemeinde())
    assert treffer(admin_client, "thema=geld") == {"eins", "zwei"}
    assert treffer(admin_client, "gemeinde=08116001") == {"eins"}
    assert treffer(admin_client, f"planungsraum={gemeinde.planungsraum.schluessel}") == {"eins"}
    assert treffer(admin_client, f"akteur={eins.akteur_id}") == {"eins"}
    assert treffer(admin_client, "quelle=demo") == {"eins"}
    assert treffer(admin_client, "quelle=-") == {"zwei"}
    assert treffer(admin_client, "akteur=unfug") == {"eins", "zwei"}


def test_suche_mit_umlaut_und_kennung(admin_client):
    angebot = make_angebot(titel="Frühstück für Väter")
    make_angebot(titel="anderes")
    for wort in ("FRÜHSTÜCK", "vaeter fruehstueck", angebot.kennung):
        assert treffer(admin_client, f"q={wort}") == {"Frühstück für Väter"}
