"""Logging that keeps families out of the logs: no query string, no full IP address, no token, one line per message."""

import ipaddress
import logging
import re
import traceback

# From the question mark to the end of the request line, or of the word where there is none.
ABFRAGE = re.compile(r"\?(?:[^\n]*(?=\sHTTP/\d)|\S*)")
GEHEIMES = re.compile(r"(/(?:pflege|auftrag)/)[^/\s\"']+")
"""What follows in an address is known only to whom it was given."""
KONTOLINK = re.compile(r"(/konto/(?:einladung|neues-passwort)/)[^/\s\"']+(?:/[^/\s\"']+)?")
STEUERZEICHEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
IPV4 = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d)")
IPV6 = re.compile(r"(?<![\w:.])(?:[0-9a-fA-F]{0,4}:){2,7}(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F]{0,4})(?![\w:])")


def _nur_netz(treffer: re.Match[str]) -> str:
    """Return the first half of an IPv4, the first third of an IPv6 address; what is none (a time, a version) stays."""
    try:
        adresse = ipaddress.ip_address(treffer[0])
    except ValueError:
        return treffer[0]
    if adresse.is_loopback or adresse.is_unspecified:
        return treffer[0]
    if isinstance(adresse, ipaddress.IPv4Address):
        return ".".join(treffer[0].split(".")[:2]) + ".x.x"
    return ":".join(adresse.exploded.split(":")[:2]) + ":x"


def ohne_personenbezug(text: str) -> str:
    """Return `text` as one line without query strings and tokens, with addresses cut to their network."""
    text = KONTOLINK.sub(r"\1…", GEHEIMES.sub(r"\1…", ABFRAGE.sub("", text)))
    text = IPV4.sub(_nur_netz, IPV6.sub(_nur_netz, text))
    return STEUERZEICHEN.sub(" ", text)


class OhneAnfragedaten(logging.Filter):
    """Drop the request object and clean the finished message, so that no formatter can print more."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = ohne_personenbezug(record.getMessage())
        record.args = ()
        record.__dict__.pop("request", None)
        return True


class Zeile(logging.Formatter):
    """A line per record. A traceback says where, and what kind of error; its message stays out, because it may quote
    what a visitor typed (`mit_meldung` shows it, for development)."""

    def __init__(self, *args, mit_meldung: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.mit_meldung = mit_meldung

    def formatException(self, ei) -> str:
        if self.mit_meldung:
            return "\n".join(map(ohne_personenbezug, super().formatException(ei).splitlines()))
        fehler, spuren = ei[1], []
        while fehler is not None:
            spuren.append("".join(traceback.format_tb(fehler.__traceback__)) + type(fehler).__qualname__)
            fehler = fehler.__cause__ or (None if fehler.__suppress_context__ else fehler.__context__)
        return "\nausgelöst durch:\n".join(spuren)
