// The self-check: a summary of the answers below the questions, and print. Nothing is sent, nothing is stored: what is ticked
// stands in the page alone and is gone with it. Without script the questions and their tips are all there.
const seite = document.querySelector("[data-selbstcheck]");
const ergebnis = seite?.querySelector("[data-ergebnis]");
const fragen = [...(seite?.querySelectorAll("[data-frage]") ?? [])];
const LISTE_VON = { gut: "gut", teilweise: "nein", nein: "nein", unbekannt: "unbekannt" };

const antwort = (frage) => frage.querySelector("input:checked")?.value;

function zeile(frage) {
  const li = document.createElement("li");
  li.append(...frage.querySelector("legend").cloneNode(true).childNodes);
  if (LISTE_VON[antwort(frage)] === "nein") {
    const tipp = document.createElement("p");
    tipp.className = "leise";
    tipp.append(...frage.querySelector("details p").cloneNode(true).childNodes);
    li.append(tipp);
  }
  return li;
}

function zeige() {
  const beantwortete = fragen.filter(antwort);
  ergebnis.hidden = !beantwortete.length;
  for (const blatt of ergebnis.querySelectorAll("[data-liste]")) {
    // What is not there at all comes before what is there in part.
    const passende = beantwortete.filter((frage) => LISTE_VON[antwort(frage)] === blatt.dataset.liste);
    passende.sort((eine, andere) => (antwort(eine) === "teilweise") - (antwort(andere) === "teilweise"));
    const liste = blatt.querySelector("ul") ?? blatt.appendChild(document.createElement("ul"));
    liste.replaceChildren(...passende.map(zeile));
    blatt.hidden = !passende.length;
  }
  const stand = ergebnis.querySelector("[data-stand]");
  stand.textContent = `${stand.dataset.stand} ${beantwortete.length} / ${fragen.length}`;
}

function leere() {
  for (const feld of seite.querySelectorAll("input:checked")) feld.checked = false;
  zeige();
}

if (ergebnis) {
  seite.addEventListener("change", zeige);
  // Some browsers bring ticks back on reload or on the way back: here they shall be gone.
  window.addEventListener("pageshow", leere);
  window.addEventListener("pagehide", leere);
  // On paper a tip that is folded up would be lost.
  const tipps = [...seite.querySelectorAll("details")];
  let zugeklappte = [];
  window.addEventListener("beforeprint", () => {
    zugeklappte = tipps.filter((tipp) => !tipp.open);
    for (const tipp of zugeklappte) tipp.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const tipp of zugeklappte) tipp.open = false;
  });
  ergebnis.querySelector("[data-drucken]").addEventListener("click", () => window.print());
  ergebnis.querySelector("[data-leeren]").addEventListener("click", () => {
    leere();
    seite.querySelector("input").focus();
  });
}
