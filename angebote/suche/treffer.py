"""What it takes to be found: the conditions of every part of a search line, plain *contains* on both databases."""

from functools import reduce
from operator import and_, or_

from django.apps import apps
from django.db.models import Exists, Q, QuerySet

from angebote.querysets import eines_von, orte

from .deuten import Bedeutung, Deutung, Teil


def alle(deutung: Deutung) -> Q:
    """Return the condition "every part is met"."""
    return reduce(and_, (bedingung(teil) for teil in deutung.teile))


def beste(deutung: Deutung, menge: QuerySet) -> Q:
    """Return the condition of a search: every part is met, or where nothing in `menge` does that, some part.

    `menge` knows no other filter: so the count of every filter stays the total of the list it leads to.
    """
    if len(deutung.teile) == 1:
        return alle(deutung)
    ganze = menge.filter(alle(deutung))
    return alle(deutung) | (teilweise(deutung) & ~Exists(ganze))


def teilweise(deutung: Deutung) -> Q:
    """Return the condition "some part is met"; where Begriffe were understood, one of them."""
    return reduce(or_, (bedingung(teil) for teil in deutung.begriffe or deutung.teile))


def bedingung(teil: Teil) -> Q:
    """Return what one part means: a word somewhere, or for one of its Begriffe another Schreibweise or its Thema."""
    wort = _mitwirkend_oder_am_ort(teil.muster) | in_text(teil.muster) | in_vokabeln(teil)
    if not teil.bedeutungen:
        return wort
    return reduce(or_, (_gemeint(b.muster, b.themen) & ~_enthaelt(b.ausschluss) for b in teil.bedeutungen)) | (
        wort & ~_enthaelt(tuple(a for b in teil.bedeutungen for a in b.ausschluss)) if _selbst(teil) else Q(pk__in=[])
    )


def traegt(bedeutung: Bedeutung) -> Q:
    """Return the condition "its own text or its Thema says this Begriff"."""
    return _oder("suchtext", bedeutung.muster) | _mit_thema(bedeutung.themen)


def im_titel(teil: Teil) -> Q:
    """Return the condition "its title says it"."""
    return _oder("titel_suche", muster_von(teil))


def im_eigenen_text(teil: Teil) -> Q:
    """Return the condition "it carries a Schreibweise of the Begriff"; never met by a mere word."""
    return _oder("suchtext", tuple(m for b in teil.bedeutungen for m in b.muster))


def im_thema(teil: Teil) -> Q:
    """Return the condition "its vocabulary says it": a Thema of the Begriff, or a row of that name."""
    return _mit_thema(tuple(pk for b in teil.bedeutungen for pk in b.themen)) | in_vokabeln(teil)


def beim_akteur(teil: Teil) -> Q:
    """Return the condition "its Akteur says it"."""
    return _oder("akteur__suchtext", muster_von(teil))


def muster_von(teil: Teil) -> tuple[str, ...]:
    """Return everything that is sought for a part."""
    eigene = (teil.muster,) if _selbst(teil) else ()
    return tuple(dict.fromkeys((*eigene, *(m for b in teil.bedeutungen for m in b.muster))))


def in_text(muster: str) -> Q:
    return Q(suchtext__contains=muster) | Q(akteur__suchtext__contains=muster)


def in_vokabeln(teil: Teil) -> Q:
    """Return the condition "carries a Thema or a Zielgruppe of that name"."""
    angebot = apps.get_model("angebote", "Angebot")
    gesamt = _mit_thema(teil.vokabeln["thema"])
    if zielgruppen := teil.vokabeln["zielgruppe"]:
        gesamt |= eines_von(angebot.zielgruppen.through.objects.filter(zielgruppe__in=zielgruppen))
    return gesamt


def _selbst(teil: Teil) -> bool:
    """Does what was typed count in a text as well? A word that only leads to a Begriff does not."""
    return not teil.bedeutungen or any(m.strip() == teil.muster.strip() for b in teil.bedeutungen for m in b.muster)


def _gemeint(muster: tuple[str, ...], themen: tuple[int, ...]) -> Q:
    return _oder("suchtext", muster) | _oder("akteur__suchtext", muster) | _mit_thema(themen)


def _enthaelt(muster: tuple[str, ...]) -> Q:
    return _oder("suchtext", muster)


def _oder(spalte: str, muster: tuple[str, ...]) -> Q:
    return reduce(or_, (Q(**{f"{spalte}__contains": m}) for m in muster), Q(pk__in=[]))


def _mit_thema(pks: tuple[int, ...]) -> Q:
    if not pks:
        return Q(pk__in=[])
    return eines_von(apps.get_model("angebote", "Angebot").themen.through.objects.filter(thema__in=pks))


def _mitwirkend_oder_am_ort(muster: str) -> Q:
    mitwirkende = apps.get_model("angebote", "Angebot").mitwirkende.through.objects
    fremde = eines_von(mitwirkende.filter(akteur__suchtext__contains=muster))
    return fremde | eines_von(orte(standort__suchtext__contains=muster))
