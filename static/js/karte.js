// The map: boundaries and names in our own style, clustered points. Everything on it also stands in the list beside it.
const feld = document.querySelector("[data-karte]");
const daten = (id) => JSON.parse(document.getElementById(id).textContent);
const ruhig = matchMedia("(prefers-reduced-motion: reduce)").matches;
const gewaehlt = new Set(daten("karte-gewaehlt"));

const karte = L.map(feld, {
  zoomControl: false, minZoom: 5, maxZoom: 17, zoomSnap: 0.25, zoomDelta: 1, scrollWheelZoom: false,
  zoomAnimation: !ruhig, fadeAnimation: !ruhig, markerZoomAnimation: !ruhig,
});
karte.attributionControl.setPrefix(false).addAttribution(feld.dataset.quelle);
L.control.zoom({ position: "topright", zoomInTitle: feld.dataset.ein, zoomOutTitle: feld.dataset.aus }).addTo(karte);
for (const [, adresse, optionen] of daten("karte-kacheln")) L.tileLayer(adresse, optionen).addTo(karte);
karte.on("focus", () => karte.scrollWheelZoom.enable()).on("blur", () => karte.scrollWheelZoom.disable());
for (const [name, ebene] of [["saum", 250], ["land", 300], ["namen", 450]]) karte.createPane(name).style.zIndex = ebene;
karte.getPane("namen").style.pointerEvents = "none";

const punkte = daten("karte-punkte").map(([slug, titel, lat, lon, sprache]) => ({ slug, titel, lat, lon, sprache }));
// With many points or little room, clusters gather farther and stay smaller: each can be read beside its neighbours.
const ENG = feld.clientWidth < 600;
const [ABSTAND, GROESSTER] = punkte.length > 400 ? [72, 32] : ENG ? [56, 30] : [44, 44];
const haufen = L.markerClusterGroup({
  showCoverageOnHover: false, maxClusterRadius: ABSTAND, animate: !ruhig, spiderLegPolylineOptions: { className: "spinne" },
  iconCreateFunction: (gruppe) => {
    const n = gruppe.getChildCount();
    const radius = Math.max(22, Math.min(15 + 4.6 * Math.sqrt(n), GROESSTER));
    return L.divIcon({ className: "haufen", html: String(n), iconSize: [2 * radius, 2 * radius] });
  },
});

function popup(punkt) {
  const verweis = document.createElement("a");
  verweis.href = feld.dataset.detail.replace("SLUG", punkt.slug);
  verweis.textContent = punkt.titel;
  verweis.dir = "auto";
  if (punkt.sprache) verweis.lang = punkt.sprache;
  return verweis;
}

function zeichnePunkte(gemeinden) {
  const icon = L.divIcon({ className: "nadel", iconSize: [32, 44], iconAnchor: [16, 42], popupAnchor: [0, -38] });
  karte.on("layeradd", ({ layer }) => benenne(layer, gemeinden));
  for (const punkt of punkte) {
    const nadel = L.marker([punkt.lat, punkt.lon], { icon, title: punkt.titel }).bindPopup(() => popup(punkt));
    haufen.addLayer(nadel.on("popupopen popupclose", fuehreFokus));
  }
  karte.addLayer(haufen);
}

// Clusters and pins are buttons with a name; a cluster is called after the nearest Gemeinde.
function benenne(ebene, gemeinden) {
  const knopf = ebene.getElement?.();
  if (!knopf?.matches(".haufen, .nadel")) return;
  const ort = ebene.getLatLng();
  const entfernung = ([, , lat, lon]) => (lat === null ? Infinity : ort.distanceTo([lat, lon]));
  const naechste = () => gemeinden.reduce((a, b) => (entfernung(b) < entfernung(a) ? b : a))[1];
  knopf.setAttribute("role", "button");
  knopf.setAttribute("aria-label", knopf.title || feld.dataset.haufen.replace("{n}", knopf.textContent).replace("{ort}", naechste()));
}

// Focus goes with the popup: to its link when it opens, back to the pin when it closes and nothing else took it.
function fuehreFokus({ type, target: nadel, popup: blase }) {
  if (type === "popupopen") blase.getElement().querySelector("a:not([role])").focus({ preventScroll: true });
  else if ([document.body, ...feld.querySelectorAll(".leaflet-popup *")].includes(document.activeElement)) nadel.getElement()?.focus();
}
feld.addEventListener("keydown", ({ key }) => { if (key === "Escape") karte.closePopup(); });

function nurDieser(ags) {
  const parameter = new URLSearchParams(feld.dataset.ohneOrt);
  parameter.set("gemeinde", ags);
  location.assign(`${feld.dataset.ziel}?${parameter}`);
}

// A Gemeinde without a boundary is shown with its surroundings: this far across.
const ORT_METER = 8000;

function zeichneGemeinden(gemeinden) {
  const rahmen = L.latLngBounds([]);
  const auswahl = L.latLngBounds([]);
  for (const [ags, name, lat, lon, grenze] of gemeinden) {
    const aktiv = gewaehlt.has(ags);
    if (grenze) {
      L.geoJSON(grenze, { pane: "saum", interactive: false, style: { className: "saum" } }).addTo(karte);
      const flaeche = L.geoJSON(grenze, { pane: "land", style: { className: aktiv ? "gemeinde gewaehlt" : "gemeinde" } }).addTo(karte);
      flaeche.bindTooltip(feld.dataset.nur.replace("{ort}", name), { sticky: true }).on("click", () => nurDieser(ags));
      rahmen.extend(flaeche.getBounds());
      if (aktiv) { auswahl.extend(flaeche.getBounds()); flaeche.bringToFront(); }
    } else if (lat !== null) {
      rahmen.extend([lat, lon]);
      if (aktiv) auswahl.extend(L.latLng(lat, lon).toBounds(ORT_METER));
    }
  }
  return auswahl.isValid() ? auswahl.pad(0.6) : rahmen;
}

// Names: the largest places first, none over another name, a cluster or a pin. For each the nearest free place is taken:
// [pixels aside, pixels down]; 0 aside is centred, else the name begins or ends there. Far places are for large towns only.
const VERSATZ = [
  [0, 14], [0, -34], [0, 22], [0, -42], [0, 30], [0, -50], [26, -10], [-26, -10], [0, 38], [0, -58], [38, -10], [-38, -10],
  [38, 8], [-38, 8], [38, -28], [-38, -28], [0, 46], [0, -66],
];

function belegteKaesten() {
  const rahmen = feld.getBoundingClientRect();
  return [...feld.querySelectorAll(".haufen, .nadel")].map((knopf) => {
    const k = knopf.getBoundingClientRect();
    return [k.left - rahmen.left, k.top - rahmen.top, k.right - rahmen.left, k.bottom - rahmen.top];
  });
}

const NAHE_PLAETZE = 8;
const GROSSE_ORTE = 12;
const FLAECHE_JE_NAME = 14000; // square pixels: a country of a thousand Gemeinden names only its towns

function freierPlatz(punkt, breite, belegt, gross) {
  const fenster = karte.getSize();
  for (const [seite, unten] of gross ? VERSATZ : VERSATZ.slice(0, NAHE_PLAETZE)) {
    const links = punkt.x - breite / 2 + Math.sign(seite) * (breite / 2 + Math.abs(seite));
    const kasten = [links, punkt.y + unten, links + breite, punkt.y + unten + 20];
    if (kasten[0] < 0 || kasten[1] < 0 || kasten[2] > fenster.x || kasten[3] > fenster.y) continue;
    if (!belegt.some((b) => kasten[0] < b[2] && kasten[2] > b[0] && kasten[1] < b[3] && kasten[3] > b[1])) return kasten;
  }
  return null;
}

function zeichneNamen(gemeinden) {
  const ebene = L.layerGroup().addTo(karte);
  const sortiert = gemeinden.filter(([, , lat]) => lat !== null).sort((a, b) => (b[5] ?? 0) - (a[5] ?? 0));
  const zeichnen = () => {
    ebene.clearLayers();
    const belegt = belegteKaesten();
    const sicht = karte.getBounds();
    const { x, y } = karte.getSize();
    let frei = Math.ceil((x * y) / FLAECHE_JE_NAME);
    for (const [rang, [, name, lat, lon]] of sortiert.entries()) {
      if (!frei) break;
      if (!sicht.contains([lat, lon])) continue;
      const punkt = karte.latLngToContainerPoint([lat, lon]);
      const breite = name.length * 7.4 + 6;
      const kasten = freierPlatz(punkt, breite, belegt, rang < GROSSE_ORTE);
      if (!kasten) continue;
      frei -= 1;
      belegt.push(kasten);
      const icon = L.divIcon({ className: "ortsname", html: "", iconSize: [breite, 20], iconAnchor: [punkt.x - kasten[0], punkt.y - kasten[1]] });
      L.marker([lat, lon], { pane: "namen", interactive: false, keyboard: false, icon }).addTo(ebene).getElement().textContent = name;
    }
  };
  karte.on("zoomend moveend", zeichnen);
  haufen.on("animationend spiderfied unspiderfied", zeichnen);
  zeichnen();
}

// For keyboards the field "Wo" does the same as a click on a Gemeinde, without a stop for each on the way to the first hit.
karte.on("layeradd", ({ layer }) => {
  if (layer instanceof L.Path) layer.getElement().setAttribute("tabindex", "-1");
});

async function starten() {
  const antwort = await fetch(feld.dataset.grenzen);
  const { gemeinden } = await antwort.json();
  const rahmen = zeichneGemeinden(gemeinden);
  const alle = rahmen.isValid() ? rahmen : L.latLngBounds(punkte.map((p) => [p.lat, p.lon]));
  karte.fitBounds(alle.isValid() ? alle : [[47.2, 5.8], [55.1, 15.1]], { paddingTopLeft: [12, 12], paddingBottomRight: [12, 32], animate: false });
  zeichnePunkte(gemeinden);
  zeichneNamen(gemeinden);
  feld.dataset.fertig = "ja";
}

starten();
