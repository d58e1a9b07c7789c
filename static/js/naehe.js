// "In meiner Nähe": where somebody is gets rounded to about 1 km on the device, before anything is sent. It is kept in the
// memory of this page only and goes along as a header: never in an address, in the history or in a storage.
const RASTER = { latitude: [0.01, 2], longitude: [0.014, 3] }; // degrees and decimals, as in akteure/ort.py
const FRAGE = "#in-meiner-naehe"; // on an address of the list: ask as soon as the page is there
const ORTE = ["wo", "gemeinde", "plz", "planungsraum"];
const ergebnis = document.getElementById("ergebnis");
let position = "";

const gerundet = (ort) =>
  Object.entries(RASTER).map(([name, [r, stellen]]) => (Math.round(ort[name] / r) * r).toFixed(stellen)).join(",");

function melde(wort) {
  const zeile = document.querySelector("[data-naehe-meldung]");
  zeile.hidden = false;
  zeile.textContent = document.getElementById("meldung").textContent = zeile.dataset[wort];
}

// The position takes the place of every other place.
function ohneOrt(formular) {
  for (const feld of formular.elements) if (ORTE.includes(feld.name)) feld.value = "";
}

function frage() {
  melde("sucht");
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      position = gerundet(coords);
      ohneOrt(ergebnis.closest("form"));
      ergebnis.closest("form").requestSubmit();
    },
    () => melde("fehlt"),
    { maximumAge: 300_000, timeout: 20_000 },
  );
}

// Elsewhere than on the list the button sends the form there, with all that was typed; the list asks.
function zurListe({ form, dataset }) {
  ohneOrt(form);
  form.action = dataset.naehe + FRAGE;
  form.requestSubmit();
}

document.addEventListener("click", ({ target }) => {
  const knopf = target.closest("[data-naehe]");
  if (knopf) ergebnis ? frage() : zurListe(knopf);
});

const nenntOrt = ({ formData, path }) =>
  ORTE.some((name) => formData.get(name) || new URL(path, location.href).searchParams.has(name));

// Who names a place, or takes the position back, has it forgotten before anything is sent.
document.body.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.target !== ergebnis) return;
  if (nenntOrt(detail) || detail.elt.closest("[data-position], [data-ohne-position]")) position = "";
  if (position) detail.headers["Geo-Position"] = position;
});

// Outside the area it is of no use.
document.body.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target === ergebnis && !ergebnis.querySelector("[data-position]")) position = "";
});

if (isSecureContext && navigator.geolocation) {
  document.documentElement.dataset.kannNaehe = "";
  if (ergebnis && location.hash === FRAGE) {
    history.replaceState(history.state, "", location.pathname + location.search);
    frage();
  }
}
