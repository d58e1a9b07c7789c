// Beside a German text for families: what would make it easier to read, while somebody types. A hint, never a rule.
// Counts as akteure/lesbarkeit.py does: LIX (Björnsson 1968), the longest sentence, very long words.
const LANG_AB = 7;
const SEHR_LANG_AB = 17;
const SCHWER_AB = 50;
const SATZ_HOECHSTENS = 15;
const MINDESTENS = 8;
const RUHE = 700;

const laenge = (wort) => Math.max(...wort.split("-").map((teil) => [...teil].length));

function hinweise(text) {
  const saetze = text
    .split(/[.!?:;…]+(?:\s|$)|\n+/u)
    .map((satz) => satz.match(/\p{L}+(?:-\p{L}+)*/gu) ?? [])
    .filter((woerter) => woerter.length);
  const alle = saetze.flat();
  const laengster = Math.max(0, ...saetze.map((woerter) => woerter.length));
  const sehrLange = [...new Set(alle.filter((wort) => laenge(wort) >= SEHR_LANG_AB))].slice(0, 3);
  const lange = alle.filter((wort) => laenge(wort) >= LANG_AB).length;
  const lix = alle.length < MINDESTENS ? 0 : Math.round(alle.length / saetze.length + (100 * lange) / alle.length);
  const liste = [];
  if (laengster > SATZ_HOECHSTENS) liste.push(`Ein Satz hat ${laengster} Wörter. Zwei kurze liest man leichter.`);
  if (sehrLange.length) liste.push(`Lange Wörter: ${sehrLange.map((wort) => `„${wort}“`).join(", ")}. Gibt es ein kürzeres?`);
  if (lix >= SCHWER_AB && !liste.length) liste.push("Viele Wörter sind lang. Kürzere liest man leichter.");
  return liste;
}

function begleite(feld) {
  const platz = document.createElement("p");
  platz.className = "lesehilfe";
  platz.setAttribute("role", "status");
  (feld.closest(".flex-container") ?? feld).after(platz);
  const zeige = () => {
    const satz = hinweise(feld.value).join(" ");
    if (platz.textContent !== satz) platz.textContent = satz;
  };
  let warten;
  feld.addEventListener("input", () => {
    clearTimeout(warten);
    warten = setTimeout(zeige, RUHE);
  });
  zeige();
}

document.querySelectorAll("[data-lesbarkeit]").forEach(begleite);
