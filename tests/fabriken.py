"""Builders of records: each makes the smallest valid one, every field can be given."""

from datetime import date, datetime, time, timedelta
from io import StringIO
from itertools import count

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from django.utils.text import slugify

from akteure.models import (
    Akteur,
    Benutzer,
    Gemeinde,
    Kontakt,
    Planungsraum,
    Postleitzahl,
    Sprache,
    Standort,
    Uebersetzbar,
    Uebersetzung,
)
from angebote.models import (
    Angebot,
    AngebotSprache,
    AngebotStandort,
    Ausnahme,
    Begriff,
    Frage,
    Lebensphase,
    Lotsenstelle,
    Material,
    Notruf,
    Schreibweise,
    Schulferien,
    Termin,
    Thema,
    Uebergang,
    Zeitfenster,
    Zielgruppe,
)
from netzwerk.models import Gremium, Kooperation, Rueckmeldung, Seite

_zaehler = count(1)


def make_planungsraum(**werte) -> Planungsraum:
    nummer = next(_zaehler)
    return Planungsraum.objects.create(**{"schluessel": f"{nummer:04}", "name": f"Planungsraum {nummer}"} | werte)


def make_gemeinde(plz: tuple[str, ...] = (), **werte) -> Gemeinde:
    nummer = next(_zaehler)
    werte.setdefault("planungsraum", None) or werte.update(planungsraum=make_planungsraum())
    gemeinde = Gemeinde.objects.create(
        **{"ags": f"99{nummer:06}", "name": f"Ort {nummer}", "lat": 48.6, "lon": 9.3} | werte
    )
    gemeinde.postleitzahlen.set([Postleitzahl.objects.get_or_create(plz=wert)[0] for wert in plz])
    return gemeinde


def make_konto(rolle: str = "fachkraft", passwort: str = "", **werte) -> Benutzer:
    """Return an account; one of the Koordination may do everything, as after its invitation."""
    name = f"konto{next(_zaehler)}@beispiel.example"
    alles = rolle == "koordination"
    konto = Benutzer(
        **{"username": name, "email": name, "rolle": rolle, "is_staff": alles, "is_superuser": alles} | werte
    )
    konto.set_password(passwort or None)
    konto.save()
    return konto


def make_akteur(mit_kontakt: bool = True, **werte) -> Akteur:
    akteur = Akteur.objects.create(**{"name": f"Verein {next(_zaehler)}", "typ": Akteur.Typ.VEREIN} | werte)
    if mit_kontakt:
        make_kontakt(akteur=akteur)
    return akteur


def make_kontakt(**werte) -> Kontakt:
    werte.setdefault("akteur", None) or werte.update(akteur=make_akteur(mit_kontakt=False))
    return Kontakt.objects.create(**{"telefon": "030 23125 001"} | werte)


def make_standort(**werte) -> Standort:
    werte.setdefault("akteur", None) or werte.update(akteur=make_akteur())
    return Standort.objects.create(**werte)


def make_lebensphase(**werte) -> Lebensphase:
    vorhanden = Lebensphase.objects.count()
    papier = Lebensphase.Papier.values[vorhanden % 6]
    vorgabe = {
        "name": f"Phase {vorhanden}",
        "slug": f"phase-{vorhanden}",
        "kurzname": f"Phase {vorhanden} kurz",
        "alter_von": vorhanden * 12,
        "alter_bis": vorhanden * 12 + 12,
        "alter_text": "1 Jahr",
        "alter_kurz": "1",
        "papier": papier,
        "zeichen": "kita",
    }
    return Lebensphase.objects.create(**vorgabe | werte)


def make_thema(**werte) -> Thema:
    nummer = next(_zaehler)
    return Thema.objects.create(**{"name": f"Thema {nummer}", "slug": f"thema-{nummer}"} | werte)


def make_uebergang(**werte) -> Uebergang:
    nummer = next(_zaehler)
    return Uebergang.objects.create(**{"name": f"Übergang {nummer}", "slug": f"uebergang-{nummer}"} | werte)


def make_zielgruppe(**werte) -> Zielgruppe:
    nummer = next(_zaehler)
    return Zielgruppe.objects.create(**{"name": f"Zielgruppe {nummer}", "slug": f"zielgruppe-{nummer}"} | werte)


def make_sprache(code: str = "tr", **werte) -> Sprache:
    vorgabe = {"name": f"Sprache {code}", "eigenname": f"Sprache {code}"} | werte
    return Sprache.objects.get_or_create(code=code, defaults=vorgabe)[0]


def make_angebot(
    *,
    gemeinde: Gemeinde | None = None,
    lebensphasen=(),
    themen=(),
    zielgruppen=(),
    uebergaenge=(),
    mitwirkende=(),
    kontakte=(),
    gemeinden=(),
    sprachen: dict[str, str] | None = None,
    standorte=(),
    **werte,
) -> Angebot:
    """Return a published Angebot; `gemeinde` gives it a Standort there, `sprachen` maps code → modus."""
    if "akteur" not in werte:
        werte["akteur"] = make_akteur()
    vorgabe = {
        "titel": f"Angebot {next(_zaehler)}",
        "kurzbeschreibung": "Ein Treffen für alle.",
        "art": Angebot.Art.TREFF,
        "status": Angebot.Status.VEROEFFENTLICHT,
    }
    angebot = Angebot.objects.create(**vorgabe | werte)
    angebot.lebensphasen.set(lebensphasen)
    angebot.themen.set(themen)
    angebot.zielgruppen.set(zielgruppen)
    angebot.uebergaenge.set(uebergaenge)
    angebot.mitwirkende.set(mitwirkende)
    angebot.kontakte.set(kontakte)
    angebot.gemeinden.set(gemeinden)
    orte = list(standorte)
    if gemeinde:
        orte.append(make_standort(akteur=angebot.akteur, gemeinde=gemeinde, lat=gemeinde.lat, lon=gemeinde.lon))
    AngebotStandort.objects.bulk_create([AngebotStandort(angebot=angebot, standort=ort) for ort in orte])
    for code, modus in (sprachen or {}).items():
        AngebotSprache.objects.create(angebot=angebot, sprache=make_sprache(code), modus=modus)
    return angebot


def make_zeitfenster(
    angebot: Angebot, wochentag: int = 1, von: str = "15:00", bis: str = "17:00", **werte
) -> Zeitfenster:
    zeiten = {"von": time.fromisoformat(von), "bis": time.fromisoformat(bis)}
    return Zeitfenster.objects.create(angebot=angebot, wochentag=wochentag, **zeiten | werte)


def make_ausnahme(angebot: Angebot, von: date, bis: date | None = None, **werte) -> Ausnahme:
    return Ausnahme.objects.create(angebot=angebot, von=von, bis=bis or von, **werte)


def make_termin(angebot: Angebot, tag: date, von: str = "15:00", bis: str = "17:00", **werte) -> Termin:
    beginn, ende = (timezone.make_aware(datetime.combine(tag, time.fromisoformat(zeit))) for zeit in (von, bis))
    return Termin.objects.create(**{"angebot": angebot, "beginn": beginn, "ende": ende} | werte)


def make_schulferien(von: date, bis: date, **werte) -> Schulferien:
    return Schulferien.objects.create(**{"name": "Ferien", "von": von, "bis": bis, "quelle": "Kreis"} | werte)


def make_lotsenstelle(*, gemeinden=(), planungsraeume=(), **werte) -> Lotsenstelle:
    """Return a Lotsenstelle; without `gemeinden` and `planungsraeume` it is for the whole area."""
    vorgabe = {"name": f"Lotsen {next(_zaehler)}", "satz": "Wir suchen mit Ihnen.", "telefon": "030 23125001"}
    stelle = Lotsenstelle.objects.create(**vorgabe | {"stand": "2026-01-01"} | werte)
    stelle.gemeinden.set(gemeinden)
    stelle.planungsraeume.set(planungsraeume)
    return stelle


def make_begriff(name: str = "", *, deutsch=(), ausschluss=(), **werte) -> Begriff:
    """Return a Begriff; `deutsch` are its German Schreibweisen beside the name, further ones by `make_schreibweise`."""
    name = name or f"Begriff {next(_zaehler)}"
    begriff = Begriff.objects.create(
        **{"name": name, "slug": slugify(name), "ausschluss": "\n".join(ausschluss)} | werte
    )
    for text in (name, *deutsch):
        make_schreibweise(begriff, text)
    return begriff


def make_schreibweise(begriff: Begriff, text: str, code: str = "de", **werte) -> Schreibweise:
    return Schreibweise.objects.create(begriff=begriff, text=text, sprache=make_sprache(code), **werte)


def make_termin_in(angebot: Angebot, in_tagen: float = 7, stunden: float = 2, **werte) -> Termin:
    """Return a Termin that begins so many days from now."""
    beginn = werte.pop("beginn", None) or timezone.now().replace(microsecond=0) + timedelta(days=in_tagen)
    return Termin.objects.create(
        **{"angebot": angebot, "beginn": beginn, "ende": beginn + timedelta(hours=stunden)} | werte
    )


def make_fortbildung(*in_tagen: float, **werte) -> Angebot:
    """Return a Fortbildung for Fachkräfte with a Termin in so many days each."""
    angebot = make_angebot(**{"art": Angebot.Art.FORTBILDUNG, "fuer": Angebot.Fuer.FACHKRAEFTE} | werte)
    for tage in in_tagen:
        make_termin_in(angebot, tage)
    return angebot


def make_material(**werte) -> Material:
    """Return a link on the shelf."""
    nummer = next(_zaehler)
    vorgabe = {"titel": f"Material {nummer}", "slug": f"material-{nummer}", "quelle": "Ein Amt", "lizenz": "cc-by"}
    return Material.objects.create(**vorgabe | {"url": "" if "datei" in werte else "https://amt.example/"} | werte)


def make_frage(**werte) -> Frage:
    nummer = next(_zaehler)
    vorgabe = {"text": f"Satz {nummer}.", "slug": f"satz-{nummer}", "tipp": "Fangen Sie an.", "bereich": "geld"}
    return Frage.objects.create(**vorgabe | werte)


def make_notruf(nummer: str, name: str, **werte) -> Notruf:
    vorgabe = {"kurz": name[:40], "quelle": "Kreis", "stand": "2026-11-01"}
    return Notruf.objects.create(nummer=nummer, name=name, **vorgabe | werte)


def make_seite(slug: str = "ueber", **werte) -> Seite:
    return Seite.objects.create(**{"slug": slug, "titel": f"Seite {slug}", "text": "Ein Satz."} | werte)


def make_seiten() -> None:
    """Load all pages of text as they are shipped."""
    call_command("lade_seiten", str(settings.BASE_DIR / "fixtures" / "seiten"), stdout=StringIO())


def make_kooperation(bestaetigt: str = "beide", **werte) -> Kooperation:
    """Return one that the public sees; `bestaetigt`: "beide", "von", "mit" or ""."""
    for seite in ("von", "mit"):
        werte.setdefault(seite, None) or werte.update({seite: make_akteur(mit_kontakt=False)})
        if bestaetigt in (seite, "beide"):
            werte.setdefault(f"bestaetigt_{seite}", timezone.localdate())
    return Kooperation.objects.create(**{"art": Kooperation.Art.AUSTAUSCH, "oeffentlich": True} | werte)


def make_gremium(mitglieder=(), lebensphasen=(), **werte) -> Gremium:
    gremium = Gremium.objects.create(**{"name": f"Runder Tisch {next(_zaehler)}", "oeffentlich": True} | werte)
    gremium.mitglieder.set(mitglieder)
    gremium.lebensphasen.set(lebensphasen)
    return gremium


def make_rueckmeldung(**werte) -> Rueckmeldung:
    return Rueckmeldung.objects.create(**{"text": "Der Knopf geht nicht."} | werte)


def make_uebersetzung(
    objekt: Uebersetzbar, feld: str, text: str, sprache: str = "tr", *, geprueft: bool = False
) -> Uebersetzung:
    zeile = Uebersetzung(objekt=objekt, feld=feld, sprache=sprache)
    zeile.fassen(getattr(objekt, feld), text, geprueft=geprueft)
    zeile.save()
    return zeile
