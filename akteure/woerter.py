"""Keep the words of records up to date: which words stand in which Akteur, Standort or Angebot.

`save()` of these models does it; who writes in bulk calls `eintragen` afterwards.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from akteure.falten import VERWECHSELBAR, wortformen
from akteure.models.wort import HOECHSTENS_ZEICHEN, MitWoertern, Wort

STAPEL = 500
_WEG = re.compile(rf"\b(?:{'|'.join(VERWECHSELBAR)})\b", re.IGNORECASE)


def wortlage(vorne: Iterable[str], sonst: Iterable[str]) -> dict[tuple[str, str], bool]:
    """Return (word, stem) → whether it stands in front, for every word of these texts."""
    lage = {paar: False for text in sonst for paar in _woerter(text)}
    return lage | {paar: True for text in vorne for paar in _woerter(text)}


def _woerter(text: str) -> Iterator[tuple[str, str]]:
    for form, stamm in wortformen(_WEG.sub(" ", text)):
        for einzeln in form.split():
            yield einzeln[:HOECHSTENS_ZEICHEN], (stamm if einzeln == form else einzeln)[:HOECHSTENS_ZEICHEN]


def eintragen(datensaetze: Iterable[MitWoertern]) -> None:
    """Write the words of records of one kind: what no longer stands there goes, what is new comes."""
    alle = iter(datensaetze)
    while stapel := list(islice(alle, STAPEL)):
        _eintragen(stapel)


def _eintragen(stapel: Sequence[MitWoertern]) -> None:
    beziehung = stapel[0]._meta.get_field("wortstellen")
    tabelle, spalte = beziehung.related_model, beziehung.field.attname
    lagen = {datensatz.pk: wortlage(*datensatz.suchteile()) for datensatz in stapel}
    pks = wort_pks({paar for lage in lagen.values() for paar in lage})
    gewollt = {(pk, pks[text], vorne) for pk, lage in lagen.items() for (text, _stamm), vorne in lage.items()}
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


def wort_pks(paare: Collection[tuple[str, str]]) -> dict[str, int]:
    """Return word → primary key; words nobody has used before are created."""
    texte = [text for text, _stamm in paare]
    pks = _bekannte(texte)
    if neue := {text: stamm for text, stamm in paare if text not in pks}:
        Wort.objects.bulk_create((Wort(text=t, stamm=s) for t, s in neue.items()), ignore_conflicts=True)
        pks |= _bekannte(list(neue))
    return pks


def _bekannte(texte: list[str]) -> dict[str, int]:
    return dict(Wort.objects.filter(text__in=texte).values_list("text", "pk"))
