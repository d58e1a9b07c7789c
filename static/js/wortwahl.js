// Beside a German text of the admin: words that shame somebody or sound like an office, and what to write instead, while
// somebody types. A hint, never a rule. The patterns come from akteure/wortwahl.py, which finds the same after saving.
const RUHE = 700;
const felder = [...document.querySelectorAll("[data-wortwahl]")];

async function hole(adresse) {
  const antwort = await fetch(adresse, { credentials: "same-origin" });
  if (!antwort.ok) return [];
  const { woerter } = await antwort.json();
  const rand = "[\\p{L}\\p{N}_]";
  return woerter.map((wort) => ({ ...wort, suche: new RegExp(`(?:^|[^\\p{L}\\p{N}_])(${wort.muster})(?!${rand})`, "iu") }));
}

const saetze = (text, woerter) =>
  woerter
    .map(({ suche, besser, warum }) => ({ fund: text.match(suche)?.[1], besser, warum }))
    .filter(({ fund }) => fund)
    .map(({ fund, besser, warum }) => `Statt „${fund.replace(/\s+/g, " ")}“ vielleicht „${besser}“. ${warum}`.trim());

function begleite(feld, woerter) {
  const platz = document.createElement("p");
  platz.className = "wortehilfe";
  platz.setAttribute("role", "status");
  (feld.closest(".flex-container") ?? feld).after(platz);
  const zeige = () => {
    const satz = saetze(feld.value, woerter).join(" ");
    if (platz.textContent !== satz) platz.textContent = satz;
  };
  let warten;
  feld.addEventListener("input", () => {
    clearTimeout(warten);
    warten = setTimeout(zeige, RUHE);
  });
  zeige();
}

if (felder.length) {
  const woerter = await hole(felder[0].dataset.wortwahl);
  for (const feld of felder) begleite(feld, woerter);
}
