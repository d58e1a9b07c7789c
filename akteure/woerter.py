"""Keep the words of records up to date: which words stand in which Akteur, Standort or Angebot.

`save()` of these models does it; who writes in bulk calls `eintragen` afterwards.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from akteure.falten import VERWECHSELBAR, geschriebene_woerter
from akteure.models.wort import HOECHSTENS_ZEICHEN, MitWoertern, Wort

STAPEL = 500
_WEG = re.compile(rf"\b(?:{'|'.join(VERWECHSELBAR)})\b", re.IGNORECASE)


class Form(NamedTuple):
    """A word in its search form, that of its stem, and as it is written in lower case."""

    text: str
    stamm: str
    geschrieben: str


def wortlage(vorne: Iterable[str], sonst: Iterable[str]) -> dict[Form, bool]:
    """Return word → whether it stands in front, for every word of these texts, each once."""
    lage = {form.text: (form, False) for text in sonst for form in _woerter(text)}
    lage |= {form.text: (form, True) for text in vorne for form in _woerter(text)}
    return dict(lage.values())


def _woerter(text: str) -> Iterator[Form]:
    for wort, form, stamm in geschriebene_woerter(_WEG.sub(" ", text)):
        for einzeln in form.split():
            teile = (einzeln, stamm, wort) if einzeln == form else (einzeln, einzeln, einzeln)
            yield Form(*(teil[:HOECHSTENS_ZEICHEN] for teil in teile))


def eintragen(datensaetze: Iterable[MitWoertern]) -> None:
    """Write the words of records of one kind: what no longer stands there goes, what is new comes."""
    alle = iter(datensaetze)
    while stapel := list(islice(alle, STAPEL)):
        _eintragen(stapel)


def _eintragen(stapel: Sequence[MitWoertern]) -> None:
    beziehung = stapel[0]._meta.get_field("wortstellen")
    tabelle, spalte = beziehung.related_model, beziehung.field.attname
    lagen = {datensatz.pk: wortlage(*datensatz.suchteile()) for datensatz in stapel}
    pks = wort_pks({form for lage in lagen.values() for form in lage})
    gewollt = {(pk, pks[form.text], vorne) for pk, lage in lagen.items() for form, vorne in lage.items()}
    vorhanden = {
        (pk, wort, vorne): stelle
        for stelle, pk, wort, vorne in tabelle._default_manager.filter(**{f"{spalte}__in": lagen}).values_list(
            "pk", spalte, "wort_id", "vorne"
        )
    }
    if weg := [stelle for lage, stelle in vorhanden.items() if lage not in gewollt]:
        tabelle._default_manager.filter(pk__in=weg).delete()
    tabelle._default_manager.bulk_create(
        (tabelle(**{spalte: pk}, wort_id=wort, vorne=vorne) for pk, wort, vorne in sorted(gewollt - vorhanden.keys())),
        batch_size=5_000,
    )


def wort_pks(formen: Collection[Form]) -> dict[str, int]:
    """Return word → primary key; words nobody has used before are created."""
    pks = _bekannte([form.text for form in formen])
    if neue := {form.text: form for form in formen if form.text not in pks}:
        Wort.objects.bulk_create((Wort(**form._asdict()) for form in neue.values()), ignore_conflicts=True)
        pks |= _bekannte(list(neue))
    return pks


def _bekannte(texte: list[str]) -> dict[str, int]:
    return dict(Wort.objects.filter(text__in=texte).values_list("text", "pk"))
