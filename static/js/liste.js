// The list updates in place: what was open stays open, focus stays, the number of hits is announced.
const ergebnis = document.getElementById("ergebnis");
const meldung = document.getElementById("meldung");
const schmal = matchMedia("(max-width: 61.99rem)");
let offen = new Map();
let angewendet = false;

// htmx writes the last address into the storage of the browser; what a family looked for stays nowhere but in the address.
const vergiss = () => sessionStorage.removeItem("htmx-current-path-for-history");
vergiss();
document.body.addEventListener("htmx:pushedIntoHistory", vergiss);

// The same page in another language keeps the filter.
document.body.addEventListener("htmx:pushedIntoHistory", () => {
  for (const verweis of document.querySelectorAll("[data-sprachwahl]")) verweis.search = location.search;
});

// Empty fields stay out of the address: it is short enough to be read and sent on.
document.body.addEventListener("htmx:configRequest", ({ detail: { formData } }) => {
  for (const name of new Set(formData.keys())) {
    const werte = formData.getAll(name).filter(Boolean);
    formData.delete(name);
    for (const wert of werte) formData.append(name, wert);
  }
});

// On a phone "Filter anwenden" folds the filter away and shows the hits.
document.getElementById("filter").addEventListener("submit", (ereignis) => {
  angewendet = schmal.matches && ereignis.submitter?.matches(".filter-anwenden");
  if (angewendet) ergebnis.querySelector(".filterblatt").open = false;
});

document.body.addEventListener("htmx:beforeSwap", (ereignis) => {
  if (ereignis.detail.target !== ergebnis) return;
  offen = new Map([...ergebnis.querySelectorAll("details")].map((d) => [d.id || d.className, d.open]));
});

document.body.addEventListener("htmx:afterSwap", (ereignis) => {
  if (ereignis.detail.target !== ergebnis) return;
  for (const d of ergebnis.querySelectorAll("details")) {
    const stand = offen.get(d.id || d.className);
    if (stand !== undefined) d.open = stand;
  }
});

document.body.addEventListener("htmx:afterSettle", (ereignis) => {
  if (ereignis.detail.target !== ergebnis) return;
  const titel = ergebnis.querySelector("h1");
  const { sofort, titel: neutral } = ergebnis.querySelector("[data-sofort]")?.dataset ?? {};
  if (document.activeElement === document.body) titel.focus({ preventScroll: true });
  const gefunden = titel.textContent.trim().replace(/\s+/g, " ");
  meldung.textContent = sofort ? `${gefunden}. ${sofort}` : gefunden;
  document.title = `${neutral ?? gefunden} · Familien stärken`;
  if (angewendet) ergebnis.querySelector(".treffer, .leer").scrollIntoView();
  angewendet = false;
});
