"""What changed between two days, as a page or a report shows it: one line for each kind of gap and each cross of words, with
all areas it happened in."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .arten import Lueckenart
from .vergleich import ENTFERNUNG, Wechsel


@dataclass
class Gruppe:
    """The same change in several areas."""

    namen: tuple[str, ...]
    """The words it is about, such as Lebensphase and Thema."""
    art: Lueckenart
    jetzt: str
    """What is left of the distance on the later day: "" where it is no gap any more."""
    gebiete: list[str] = field(default_factory=list)

    @property
    def worum(self) -> str:
        return " · ".join(self.namen)


def gruppen(wechsel: Iterable[Wechsel]) -> list[Gruppe]:
    """Return them, where most areas are first; else in the order of the words."""
    gefunden: dict[tuple[tuple[str, ...], Lueckenart, str], Gruppe] = {}
    for eines in wechsel:
        jetzt = _ferne(eines) if eines.art in ENTFERNUNG else ""
        gruppe = gefunden.setdefault((eines.namen, eines.art, jetzt), Gruppe(eines.namen, eines.art, jetzt))
        gruppe.gebiete.append(eines.gebiet.name)
    return sorted(gefunden.values(), key=lambda gruppe: -len(gruppe.gebiete))


def _ferne(wechsel: Wechsel) -> str:
    """Return how far the nearest is on the later day, where that is still a gap and another one."""
    andere = (art for art in ENTFERNUNG if art in wechsel.nachher.arten and art is not wechsel.art)
    return next((str(art.label) for art in andere), "")
