"""The queue: take an order, start the process that works, work it off. No daemon: who orders starts the process, it
ends with the last order, and one per machine is enough."""

import fcntl
import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from akteure.models import Auftrag
from akteure.models.auftrag import ABGELAUFEN, VERSUCHE

HOECHSTENS_WARTEND = 20
"""More are not taken: the last of them would wait for minutes."""
NACHRANG = 10
"""The process gives way to those that answer visitors."""

logger = logging.getLogger(__name__)

Melder = Callable[[int, str], None]
"""Told how far the work is: percent, and a German text of the catalogues."""


class Arbeit(Protocol):
    """What a kind of order (settings.AUFTRAGSARTEN) does: return the file. `melden` says how far it is."""

    endung: str

    def __call__(self, angaben: dict[str, Any], melden: Melder) -> bytes: ...


class ZuVielZuTun(Exception):
    """The queue is full."""


class Absage(Exception):
    """An order cannot be met; its text, one of the catalogues, tells people why."""


def annehmen(art: str, angaben: dict[str, Any], *, stand: object = None) -> Auftrag:
    """Return a new order, or the same one that is open or was finished a moment ago.

    `stand` is the state of the data it is made from: another state is another order. Starts the process that works.
    """
    merkmal = _merkmal(art, angaben, stand)
    auftrag = Auftrag.objects.gleich(merkmal).first()
    if auftrag is None or auftrag.lage == ABGELAUFEN:
        auftrag = _neu(art, angaben, merkmal)
    if auftrag.lage != Auftrag.Status.FERTIG:
        transaction.on_commit(starten)
    return auftrag


def _merkmal(art: str, angaben: dict[str, Any], stand: object) -> str:
    """Return what the same order is known by. Keyed: what was chosen cannot be tried out from it later."""
    frage = json.dumps([art, angaben, stand], sort_keys=True, default=_als_text)
    return blake2b(frage.encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=20).hexdigest()


def _als_text(wert: object) -> str:
    if isinstance(wert, date):
        return wert.isoformat()
    raise TypeError(f"{wert!r} gehört nicht in einen Auftrag.")


def _neu(art: str, angaben: dict[str, Any], merkmal: str) -> Auftrag:
    if Auftrag.objects.wartend().count() >= HOECHSTENS_WARTEND:
        raise ZuVielZuTun
    try:
        with transaction.atomic():
            return Auftrag.objects.create(art=art, angaben=angaben, merkmal=merkmal)
    except IntegrityError:  # somebody ordered the same at this very moment
        return Auftrag.objects.offen().get(merkmal=merkmal)


# --- the process that works ---------------------------------------------------------------------------------------------
def starten() -> None:
    """Start a process that works the queue off, where none does on this machine."""
    if not settings.AUFTRAEGE_VON_SELBST:
        return
    with _schloss() as frei:
        if not frei:
            return
    prozess("arbeite_auftraege")


def prozess(befehl: str) -> None:
    """Start a command in a process of its own, which nobody waits for."""
    subprocess.Popen(  # noqa: S603 - a fixed list
        [sys.executable, str(settings.BASE_DIR / "manage.py"), befehl],
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def abarbeiten() -> int:
    """Work off all that waits; return how many orders that were. Does nothing where another process does it.

    Looks once more after the lock is free: who ordered while it was still held has started no process.
    """
    anzahl = 0
    while Auftrag.objects.wartend().exists() or Auftrag.objects.verwaist().exists():
        with _schloss() as frei:
            if not frei:
                return anzahl
            _verwaiste_aufnehmen()
            while (auftrag := Auftrag.objects.naechster()) is not None:
                _erledigen(auftrag)
                anzahl += 1
    return anzahl


def _verwaiste_aufnehmen() -> None:
    """Take up once more what a process left behind that died; what did not work twice has failed."""
    for auftrag in Auftrag.objects.verwaist():
        if auftrag.versuche < VERSUCHE:
            auftrag.zuruecklegen()
        else:
            auftrag.scheitern(_("Das hat leider nicht geklappt. Bitte versuchen Sie es noch einmal."))


def _erledigen(auftrag: Auftrag) -> None:
    """Do what an order says; whatever goes wrong is told to who waits, and does not stop the others."""
    try:
        arbeit: Arbeit = import_string(settings.AUFTRAGSARTEN[auftrag.art])
        auftrag.abschliessen(arbeit(auftrag.angaben, auftrag.melden), arbeit.endung)
    except Absage as grund:
        auftrag.scheitern(str(grund))
    except Exception:
        logger.exception("Ein Auftrag der Art %s ist gescheitert.", auftrag.art)
        auftrag.scheitern(_("Das hat leider nicht geklappt. Bitte versuchen Sie es noch einmal."))


@contextmanager
def _schloss() -> Iterator[bool]:
    """Hold the lock of this machine, if it is free; the system gives it back when a process dies, however it does."""
    ordner = Path(settings.AUFTRAG_ORDNER)
    ordner.mkdir(parents=True, exist_ok=True, mode=0o700)
    datei = os.open(ordner / "schloss", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(datei, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
    finally:
        os.close(datei)
