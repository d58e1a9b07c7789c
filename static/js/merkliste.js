// "Merken" on every page, and the Merkliste itself. Everything here also works without script, through the address.
// The browser keeps which Angebote, in which order, and a line of own words for each. It stays there; only who opens the page of
// the Merkliste or a sheet sends the Kennungen (never the words), in the address. js/verlassen.js empties it too.
const SCHLUESSEL = "merkliste";
const KENNUNG = /^[2-9a-hjkmnp-z]{6}$/;

/** Can this browser keep something? Where it cannot, all links stay as they are. */
const kannMerken = (() => {
  try {
    return Boolean(localStorage); // where nothing may be stored, looking there throws
  } catch {
    return false;
  }
})();

function lies() {
  try {
    const { liste = [], worte = {} } = JSON.parse(localStorage.getItem(SCHLUESSEL)) ?? {};
    return { liste: [...new Set(liste)].filter((kennung) => KENNUNG.test(kennung)), worte: worte ?? {} };
  } catch {
    return { liste: [], worte: {} };
  }
}

function vergiss() {
  if (kannMerken) localStorage.removeItem(SCHLUESSEL);
}

/** Words go with their Angebot; an empty list leaves nothing. */
function schreib({ liste, worte }) {
  if (!liste.length) return vergiss();
  const behalten = Object.fromEntries(liste.filter((kennung) => worte[kennung]).map((kennung) => [kennung, worte[kennung]]));
  localStorage.setItem(SCHLUESSEL, JSON.stringify({ liste, worte: behalten }));
}

function entferne(kennung) {
  const { liste, worte } = lies();
  schreib({ liste: liste.filter((eine) => eine !== kennung), worte });
}

const anfrage = (liste) => (liste.length ? `?a=${liste.join(",")}` : "");
const gleich = (eine, andere) => eine.length === andere.length && eine.every((kennung) => andere.includes(kennung));

// A link that adds becomes a button that says whether it is on the list.
function knopfAus(verweis) {
  const knopf = document.createElement("button");
  knopf.type = "button";
  knopf.className = verweis.className;
  knopf.dataset.merken = verweis.dataset.merken;
  knopf.append(...verweis.childNodes);
  verweis.replaceWith(knopf);
}

function zeige() {
  const { liste } = lies();
  for (const verweis of document.querySelectorAll("a[data-merken]")) knopfAus(verweis);
  for (const knopf of document.querySelectorAll("button[data-merken]")) {
    knopf.setAttribute("aria-pressed", liste.includes(knopf.dataset.merken));
  }
  for (const verweis of document.querySelectorAll("[data-merkliste]")) {
    verweis.search = anfrage(liste);
    verweis.querySelector("[data-merkliste-zahl]").textContent = liste.length ? `(${liste.length})` : "";
  }
}

function schalte(kennung) {
  const { liste, worte } = lies();
  if (liste.includes(kennung)) entferne(kennung);
  else schreib({ liste: [...liste, kennung], worte });
  zeige();
}

// The page of the list: its address is what stands there. Our own list follows it; somebody else's is offered.
function zeigeSeite(seite) {
  const { liste } = lies();
  const hier = seite.dataset.merkseite ? seite.dataset.merkseite.split(",") : [];
  if (!location.search && liste.length) return location.replace(anfrage(liste));
  const eigene = gleich(hier, liste.filter((kennung) => hier.includes(kennung)));
  if (gleich(hier, liste)) schreib({ ...lies(), liste: hier });
  seite.querySelector("[data-merkliste-fremd]")?.toggleAttribute("hidden", eigene);
  seite.querySelector("[data-mit-speicher]").hidden = false;
  for (const verweis of seite.querySelectorAll("[data-ohne-liste]")) verweis.search = "";
  for (const feld of seite.querySelectorAll("[data-worte]")) {
    feld.closest("[hidden]")?.toggleAttribute("hidden", !liste.includes(feld.dataset.worte));
    feld.value = lies().worte[feld.dataset.worte] ?? "";
  }
  seite.querySelector("[data-uebernehmen]")?.addEventListener("click", () => {
    const { liste: alte, worte } = lies();
    const neue = [...hier, ...alte.filter((kennung) => !hier.includes(kennung))];
    schreib({ liste: neue, worte });
    location.replace(anfrage(neue));
  });
}

// Own words on the sheet that is printed; the server never sees them.
function zeigeWorte() {
  const { worte } = lies();
  for (const stelle of document.querySelectorAll("[data-worte-zeigen]")) {
    stelle.textContent = worte[stelle.dataset.worteZeigen] ?? "";
    stelle.hidden = !stelle.textContent;
  }
}

for (const knopf of document.querySelectorAll("[data-drucken]")) {
  knopf.hidden = false;
  knopf.addEventListener("click", () => print());
}

if (kannMerken) {
  document.addEventListener("click", (ereignis) => {
    const ziel = ereignis.target.closest("[data-merken], [data-entfernen], [data-liste-leeren]");
    if (!ziel) return;
    if (ziel.dataset.merken) return schalte(ziel.dataset.merken);
    if (ziel.dataset.entfernen) ziel.dataset.entfernen.split(",").forEach(entferne);
    else vergiss();
    ereignis.preventDefault();
    location.replace(ziel.href); // Back shall not bring back what was taken off
  });
  document.addEventListener("input", ({ target: { dataset, value } }) => {
    if (!dataset.worte) return;
    const { liste, worte } = lies();
    schreib({ liste, worte: { ...worte, [dataset.worte]: value.trim() } });
  });
  zeige();
  zeigeWorte();
  const seite = document.querySelector("[data-merkseite]");
  if (seite) zeigeSeite(seite);
  document.body.addEventListener("htmx:afterSettle", zeige);
  addEventListener("storage", zeige);
  addEventListener("pageshow", zeige);
}
