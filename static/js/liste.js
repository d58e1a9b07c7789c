// The list updates in place: what was open stays open, focus stays, the number of hits is announced.
const ergebnis = document.getElementById("ergebnis");
const meldung = document.getElementById("meldung");
let offen = new Map();

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
  if (document.activeElement === document.body) titel.focus({ preventScroll: true });
  meldung.textContent = titel.textContent.trim().replace(/\s+/g, " ");
  document.title = `${meldung.textContent} · Familien stärken`;
});
