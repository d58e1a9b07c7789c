"""Logging that keeps families out of the logs: no query string, no full IP address, no token."""

import logging
import re

ABFRAGE = re.compile(r"\?[^\s\"']*")
IPV4 = re.compile(r"\b(\d{1,3}\.\d{1,3})\.\d{1,3}\.\d{1,3}\b(?!\.\d)")
IPV6 = re.compile(r"\b([0-9a-fA-F]{1,4}:[0-9a-fA-F]{1,4}):[0-9a-fA-F:]{2,}\b")
KURZER_WEG = re.compile(r"(/pflege/)[^/\s\"']+")


def ohne_personenbezug(text: str) -> str:
    """Return `text` without query strings, with addresses cut to their network and tokens in paths removed."""
    text = ABFRAGE.sub("", text)
    text = KURZER_WEG.sub(r"\1…", text)
    text = IPV4.sub(r"\1.x.x", text)
    return IPV6.sub(r"\1:x", text)


class OhneAnfragedaten(logging.Filter):
    """Drop the request object and clean the finished message, so that no formatter can print more."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = ohne_personenbezug(record.getMessage())
        record.args = ()
        record.__dict__.pop("request", None)
        return True


class Zeile(logging.Formatter):
    """One line; a traceback is cleaned like the message (values in exceptions may quote a query)."""

    def formatException(self, ei) -> str:
        return ohne_personenbezug(super().formatException(ei))
