"""Kinds of orders for tests: one works, one refuses, one breaks, one takes its process with it."""

import os
import signal
import time
from pathlib import Path

from akteure.auftraege import Absage


class Schreiben:
    """Writes down that it was done, once per run, and returns what it was told."""

    endung = ".txt"

    def __call__(self, angaben, melden):
        melden(40, "Angebote heraussuchen")
        time.sleep(angaben.get("dauer", 0))
        if "protokoll" in angaben:
            with Path(angaben["protokoll"]).open("a") as datei:
                datei.write(f"{angaben['text']}\n")
        return angaben["text"].encode()


class Absagen:
    endung = ".txt"

    def __call__(self, angaben, melden):
        raise Absage("Diese Auswahl ist leer.")


class Brechen:
    endung = ".txt"

    def __call__(self, angaben, melden):
        raise ValueError(f"geheim: {angaben}")


class Sterben:
    """The process is gone from one moment to the next, as when the machine runs out of memory."""

    endung = ".txt"

    def __call__(self, angaben, melden):
        melden(10, "Angebote heraussuchen")
        os.kill(os.getpid(), signal.SIGKILL)


schreiben, absagen, brechen, sterben = Schreiben(), Absagen(), Brechen(), Sterben()
