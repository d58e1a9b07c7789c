// Suggestions under the search line: an editable combobox with a list to choose from by hand (WAI-ARIA 1.2).
// What people type goes to our own server and stays nowhere, neither here nor in a cache.
const FELD = "[data-vorschlaege]";
const AB_ZEICHEN = 2;
const PAUSE = 150;
const ORTE = ["wo", "gemeinde", "plz", "planungsraum"];

let offen = null; // { feld, liste, wahlen, vorschlaege, aktiv } while a list is shown
let anfrage = null;
let wartet = 0;

const meldung = neu("p", { class: "vh", "aria-live": "polite" });
document.getElementById("inhalt").append(meldung);

function neu(name, attribute, ...inhalt) {
  const element = document.createElement(name);
  for (const [attribut, wert] of Object.entries(attribute)) if (wert) element.setAttribute(attribut, wert);
  element.append(...inhalt);
  return element;
}

const feldVon = (ereignis) => (ereignis.target.matches?.(FELD) ? ereignis.target : null);

function ruesteAus() {
  for (const feld of document.querySelectorAll(FELD)) {
    const attribute = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", autocomplete: "off" };
    for (const [name, wert] of Object.entries(attribute)) feld.setAttribute(name, wert);
  }
}

// --- asking -------------------------------------------------------------------------------------------------------------
async function frage(feld) {
  halteAn();
  if (feld.value.trim().length < AB_ZEICHEN) return schliesse();
  anfrage = new AbortController();
  const adresse = new URL(feld.dataset.vorschlaege, location.href);
  adresse.search = new URLSearchParams({ q: feld.value, ...(feld.name === "wo" && { feld: "wo" }) });
  try {
    const optionen = { signal: anfrage.signal, credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" };
    const antwort = await fetch(adresse, optionen);
    const daten = antwort.ok ? await antwort.json() : { vorschlaege: [] };
    if (document.activeElement === feld) zeige(feld, daten);
  } catch {
    // Taken back by a newer question, or no network: the search works without suggestions.
  }
}

function halteAn() {
  clearTimeout(wartet);
  wartet = 0;
  anfrage?.abort();
  anfrage = null;
}

// --- showing ------------------------------------------------------------------------------------------------------------
function zeige(feld, { vorschlaege, meldung: satz }) {
  schliesse();
  if (!vorschlaege.length) return;
  const liste = neu("div", { class: "vorschlaege", id: "vorschlaege", role: "listbox", "aria-label": feld.dataset.vorschlaegeName });
  const wahlen = vorschlaege.map(wahl);
  vorschlaege.forEach(({ art, gruppe }, stelle) => {
    if (art !== vorschlaege[stelle - 1]?.art) liste.append(abschnitt(`vorschlag-${art}`, gruppe));
    liste.lastElementChild.append(wahlen[stelle]);
  });
  (feld.closest(".feld-wo") ?? feld.closest(".feld")).after(liste);
  feld.setAttribute("aria-expanded", "true");
  feld.setAttribute("aria-controls", liste.id);
  offen = { feld, liste, wahlen, vorschlaege, aktiv: -1 };
  meldung.textContent = satz;
}

function abschnitt(id, name) {
  const titel = neu("div", { class: "vorschlag-gruppe", id, role: "presentation" }, name);
  return neu("div", { role: "group", "aria-labelledby": id }, titel);
}

function wahl({ text, textsprache, zusatz, sprache }, stelle) {
  const woerter = [neu("bdi", { lang: textsprache }, text)];
  if (zusatz) woerter.push(" ", neu("bdi", { class: "leise", lang: sprache }, zusatz));
  return neu("div", { class: "vorschlag", id: `vorschlag-${stelle}`, role: "option", "aria-selected": "false" }, ...woerter);
}

function schliesse() {
  if (!offen) return;
  offen.liste.remove();
  offen.feld.setAttribute("aria-expanded", "false");
  offen.feld.removeAttribute("aria-controls");
  offen.feld.removeAttribute("aria-activedescendant");
  offen = null;
  meldung.textContent = "";
}

// --- choosing -----------------------------------------------------------------------------------------------------------
function aktiviere(stelle) {
  offen.wahlen[offen.aktiv]?.setAttribute("aria-selected", "false");
  offen.aktiv = stelle;
  const gewaehlt = offen.wahlen[stelle];
  gewaehlt?.setAttribute("aria-selected", "true");
  gewaehlt?.scrollIntoView({ block: "nearest" });
  if (gewaehlt) offen.feld.setAttribute("aria-activedescendant", gewaehlt.id);
  else offen.feld.removeAttribute("aria-activedescendant");
}

function bewege(schritt) {
  if (!offen) return;
  const anzahl = offen.wahlen.length;
  aktiviere(offen.aktiv < 0 && schritt < 0 ? anzahl - 1 : (offen.aktiv + schritt + anzahl) % anzahl);
}

// A place fills its field, a Begriff searches; a Thema, an Akteur or a place found as "Was" is an address of its own.
function nimm(stelle) {
  const { feld, vorschlaege } = offen;
  const { art, q, adresse } = vorschlaege[stelle];
  halteAn();
  schliesse();
  if (feld.name === "wo") {
    feld.value = q;
    feld.dispatchEvent(new Event("change", { bubbles: true }));
  } else if (art === "begriff" || art === "hilfe") {
    feld.value = q;
    feld.form.requestSubmit();
  } else {
    location.assign(mitFiltern(feld, new URL(adresse, location.href)));
  }
}

// What else is chosen in the form stays; a new place takes the place of the old one.
function mitFiltern(feld, ziel) {
  const neue = [...ziel.searchParams];
  if (!neue.length) return ziel;
  const weg = [feld.name, ...(neue.some(([name]) => ORTE.includes(name)) ? ORTE : [])];
  const bleibt = [...new FormData(feld.form)].filter(([name, wert]) => wert && !weg.includes(name));
  const adresse = new URL(feld.form.action);
  adresse.search = new URLSearchParams([...bleibt, ...neue]);
  return adresse;
}

// --- listening: on the document, because the list of hits brings new fields -----------------------------------------------
document.addEventListener("input", (ereignis) => {
  const feld = feldVon(ereignis);
  if (!feld) return;
  halteAn();
  if (feld.value.trim().length < AB_ZEICHEN) schliesse();
  else wartet = setTimeout(frage, PAUSE, feld);
});

const TASTEN = {
  ArrowDown: (feld, ereignis) => pfeil(feld, ereignis, 1),
  ArrowUp: (feld, ereignis) => pfeil(feld, ereignis, -1),
  Enter(feld, ereignis) {
    halteAn();
    if (!offen) return;
    if (offen.aktiv < 0) return schliesse();
    ereignis.preventDefault();
    nimm(offen.aktiv);
  },
  Escape(feld, ereignis) {
    halteAn();
    if (!offen) return;
    ereignis.preventDefault();
    schliesse();
  },
};
for (const taste of ["Home", "End", "ArrowLeft", "ArrowRight"]) TASTEN[taste] = () => offen && aktiviere(-1);

async function pfeil(feld, ereignis, schritt) {
  ereignis.preventDefault();
  if (offen && ereignis.altKey) return schritt < 0 ? schliesse() : undefined;
  if (!offen) await frage(feld);
  if (!ereignis.altKey) bewege(schritt);
}

document.addEventListener("keydown", (ereignis) => {
  const feld = feldVon(ereignis);
  const fremd = ereignis.isComposing || ereignis.ctrlKey || ereignis.metaKey || ereignis.shiftKey;
  if (feld && !fremd) TASTEN[ereignis.key]?.(feld, ereignis);
});

document.addEventListener("focusout", (ereignis) => {
  if (!feldVon(ereignis)) return;
  halteAn();
  schliesse();
});

// The focus stays in the field while a finger or a mouse chooses.
document.addEventListener("mousedown", (ereignis) => {
  if (offen?.liste.contains(ereignis.target)) ereignis.preventDefault();
});
document.addEventListener("click", (ereignis) => {
  const stelle = offen?.wahlen.indexOf(ereignis.target.closest(".vorschlag")) ?? -1;
  if (stelle >= 0) nimm(stelle);
});
addEventListener("pagehide", () => {
  halteAn();
  schliesse();
});

// --- the list is exchanged in place: what somebody has typed since the question went out is not lost ----------------------
let gesendet = new Map(); // what stood in the fields when the question went out
let weiter = null; // the field with the focus, while it is exchanged
let nachgetragen = null; // the new field that got what was typed into the old one

document.body.addEventListener("htmx:beforeRequest", () => {
  gesendet = new Map([...document.querySelectorAll(FELD)].map((feld) => [feld.id, feld.value]));
});
document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!detail.shouldSwap) return;
  const feld = feldVon({ target: document.activeElement });
  weiter = feld && {
    id: feld.id,
    wert: feld.value === gesendet.get(feld.id) ? null : feld.value,
    marke: [feld.selectionStart, feld.selectionEnd],
    fragt: Boolean(offen || wartet || anfrage),
  };
  halteAn();
  schliesse();
});
document.body.addEventListener("htmx:afterSwap", () => {
  ruesteAus();
  const { id, wert, marke, fragt } = weiter ?? {};
  const feld = id && document.getElementById(id);
  weiter = null;
  if (!feld) return;
  if (wert !== null) {
    feld.value = wert;
    nachgetragen = feld;
  }
  feld.focus();
  feld.setSelectionRange(...marke);
  if (fragt) frage(feld);
});

// A field that is taken out of the page reports a change: nobody has made one. One that was filled in for somebody does not.
addEventListener("change", (ereignis) => weiter && ereignis.stopPropagation(), true);
document.addEventListener("input", () => { nachgetragen = null; });
document.addEventListener("focusout", ({ target }) => {
  if (target === nachgetragen) target.dispatchEvent(new Event("change", { bubbles: true }));
  nachgetragen = null;
});

ruesteAus();
