"""Draws the paper chain, the logo and the favicon of the site (standard library only).

    python3 static/svg/zeichnen.py        writes kette.svg, marke.svg and favicon.svg beside this file

A ring of the Präventionskette is a strip of coloured paper cut by hand. Its edge is a circle that wobbles:

    r(t) = R + 1.1 sin(2t + s) + 0.8 sin(3t + 2.1 s) + 0.4 sin(5t - s)

with R = 57 outside and 46.2 inside (the distance between two rings is 88), a point every 8 degrees, and the fixed
seed s = 1.7 * ring outside, 0.9 more inside. Same numbers in, same drawing out: the files can be made again any time.

Each ring lies over the one before. Its front arc (8 to 80 degrees) is drawn once more above the next ring, so that
the two hold each other. Colours come from the page: fill var(--p) is the paper, stroke var(--k) its edge.
The icons in zeichen.svg are drawn by hand (grid 24, stroke 1.75) and edited there.
"""

import math
from pathlib import Path

AUSSEN, INNEN = 57.0, 46.2
VORN = (8, 80)
RINGE = 6
KOPF = '<svg xmlns="http://www.w3.org/2000/svg"'


def punkt(ring: int, radius: float, grad: float) -> tuple[float, float]:
    """Point on the wobbling edge of a ring; the seed differs for the outer and the inner edge."""
    t = math.radians(grad)
    s = ring * 1.7 + (0 if radius == AUSSEN else 0.9)
    r = radius + 1.1 * math.sin(2 * t + s) + 0.8 * math.sin(3 * t + 2.1 * s) + 0.4 * math.sin(5 * t - s)
    return r * math.cos(t), r * math.sin(t)


def kante(ring: int, radius: float, von: float, bis: float) -> list[str]:
    """Points from one angle to the other, one every 8 degrees."""
    schritte = max(2, round(abs(bis - von) / 8))
    punkte = (punkt(ring, radius, von + (bis - von) * k / schritte) for k in range(schritte + 1))
    return [f"{x:.1f} {y:.1f}" for x, y in punkte]


def linie(punkte: list[str], zu: bool = False) -> str:
    return "M" + "L".join(punkte) + ("Z" if zu else "")


def band(ring: int, innen: float) -> str:
    """The whole strip: outer and inner edge, filled between them."""
    return linie(kante(ring, AUSSEN, 0, 360), zu=True) + linie(kante(ring, innen, 0, 360), zu=True)


def klebestelle(ring: int) -> str:
    """Short stroke where the strip is glued together."""
    return linie([f"{x:.1f} {y:.1f}" for x, y in (punkt(ring, AUSSEN, 248), punkt(ring, INNEN, 244))])


def bogen(ring: int, innen: float, von: float, bis: float) -> tuple[str, str]:
    """Front arc: its surface, and its two edges without the cut ends."""
    aussen_kante, innen_kante = kante(ring, AUSSEN, von, bis), kante(ring, innen, von, bis)
    return linie(aussen_kante + innen_kante[::-1], zu=True), linie(aussen_kante) + linie(innen_kante)


def kette() -> str:
    """Groups ring-1 … ring-6 and vorn-1 … vorn-5 around the origin; the page shows them with viewBox -62 -62 124 124."""
    strich = 'vector-effect="non-scaling-stroke"'
    zeilen = []
    for ring in range(RINGE):
        zeilen.append(
            f'<g id="ring-{ring + 1}" stroke="var(--k)">'
            f'<path fill="var(--p)" fill-rule="evenodd" stroke-width="1.4" {strich} d="{band(ring, INNEN)}"/>'
            f'<path fill="none" stroke-width="1.2" opacity=".75" {strich} d="{klebestelle(ring)}"/></g>'
        )
        if ring < RINGE - 1:
            flaeche, raender = bogen(ring, INNEN, *VORN)
            zeilen.append(
                f'<g id="vorn-{ring + 1}"><path fill="var(--p)" d="{flaeche}"/>'
                f'<path fill="none" stroke="var(--k)" stroke-width="1.4" {strich} d="{raender}"/></g>'
            )
    inhalt = "\n".join(zeilen)
    return f'{KOPF} viewBox="-62 -62 124 124"><defs>\n{inhalt}\n</defs></svg>\n'


def drei_ringe(farben: list[tuple[str, str]], strichbreite: float) -> str:
    """Three thick rings of the logo, each over the one before and held by its front arc."""
    innen, lagen = 35.0, [(60, 70), (140, 56), (220, 70)]
    teile = [
        f'<path transform="translate({x} {y})" fill="{papier}" stroke="{rand}" stroke-width="{strichbreite}" '
        f'fill-rule="evenodd" d="{band(ring, innen)}"/>'
        for ring, ((x, y), (papier, rand)) in enumerate(zip(lagen, farben, strict=True))
    ]
    for ring, winkel in enumerate([(0, 64), (16, 88)]):
        (x, y), (papier, rand) = lagen[ring], farben[ring]
        flaeche, raender = bogen(ring, innen, *winkel)
        teile.append(
            f'<g transform="translate({x} {y})"><path fill="{papier}" d="{flaeche}"/>'
            f'<path fill="none" stroke="{rand}" stroke-width="{strichbreite}" d="{raender}"/></g>'
        )
    return "\n".join(teile)


def marke() -> str:
    """Logo for the page: takes paper and edge from the tokens, so it follows dark mode."""
    farben = [(f"var(--fs-p-{name},{farbe})", f"var(--fs-k-{name},{rand})") for name, farbe, rand in PAPIERE]
    return f'{KOPF} viewBox="0 0 282 132"><g id="marke">\n{drei_ringe(farben, 4)}\n</g></svg>\n'


def favicon() -> str:
    """The same rings in fixed colours on the warm ground, square."""
    farben = [(farbe, rand) for _, farbe, rand in PAPIERE]
    grund = '<rect width="282" height="282" rx="60" fill="#FBF3E7"/>'
    ringe = f'<g transform="translate(14 83) scale(.9)">\n{drei_ringe(farben, 8)}\n</g>'
    return f'{KOPF} viewBox="0 0 282 282">{grund}{ringe}</svg>\n'


PAPIERE = [("quitte", "#F8D581", "#8F6508"), ("rose", "#F0A5A0", "#A8453F"), ("himmel", "#AEC4E6", "#4A6698")]

if __name__ == "__main__":
    ordner = Path(__file__).parent
    for name, bild in (("kette", kette()), ("marke", marke()), ("favicon", favicon())):
        (ordner / f"{name}.svg").write_text(bild, encoding="utf-8")
