// The point of a Standort: a map that sets two number fields. The fields alone are enough; nothing here blocks saving.
const DEUTSCHLAND = [[47.2, 5.8], [55.1, 15.1]];
const NAMEN_AB = 11;
const ruhig = matchMedia("(prefers-reduced-motion: reduce)").matches;
let gebiet;

function zahl(feld) {
  const text = feld.value.trim().replace(",", ".");
  return text !== "" && Number.isFinite(Number(text)) ? Number(text) : null;
}

function lade(adresse) {
  gebiet ??= fetch(adresse).then((antwort) => antwort.json()).then((daten) => daten.gemeinden).catch(() => []);
  return gebiet;
}

function zeichne(karte, gemeinden) {
  const rahmen = L.latLngBounds([]);
  for (const [, name, lat, lon, grenze] of gemeinden) {
    if (grenze) {
      const flaeche = L.geoJSON(grenze, { interactive: false, style: { className: "flaeche" } }).addTo(karte);
      flaeche.bindTooltip(name, { permanent: true, direction: "center", className: "ortsname" });
      rahmen.extend(flaeche.getBounds());
    } else if (lat !== null) {
      rahmen.extend([lat, lon]);
    }
  }
  return rahmen.isValid() ? rahmen : L.latLngBounds(DEUTSCHLAND);
}

function neueKarte(feld) {
  const karte = L.map(feld, {
    zoomControl: false, minZoom: 5, maxZoom: 17, scrollWheelZoom: false, zoomAnimation: !ruhig, fadeAnimation: !ruhig, markerZoomAnimation: !ruhig,
  });
  L.control.zoom({ zoomInTitle: "näher", zoomOutTitle: "weiter weg" }).addTo(karte);
  karte.attributionControl.setPrefix(false).addAttribution(feld.dataset.quelle);
  karte.on("focus", () => karte.scrollWheelZoom.enable()).on("blur", () => karte.scrollWheelZoom.disable());
  karte.on("zoomend", () => feld.classList.toggle("nah", karte.getZoom() >= NAMEN_AB));
  new ResizeObserver(() => karte.invalidateSize()).observe(feld);
  return karte;
}

async function baue(feld) {
  const eintrag = feld.closest(".inline-related") ?? feld.closest("form");
  const [lat, lon, gemeinde] = ["lat", "lon", "gemeinde"].map((name) => eintrag.querySelector(`[name$="${name}"]`));
  const karte = neueKarte(feld);
  const icon = L.divIcon({ className: "nadel", iconSize: [44, 44], iconAnchor: [22, 42] });
  const nadel = L.marker([0, 0], { icon, draggable: true, keyboard: false, title: "Punkt, ziehen Sie ihn" });
  karte.fitBounds(DEUTSCHLAND);
  const gemeinden = await lade(feld.dataset.grenzen);
  const alles = zeichne(karte, gemeinden);

  const schreibe = ({ lat: breite, lng: laenge }) => {
    for (const [ziel, wert] of [[lat, breite], [lon, laenge]]) ziel.value = wert.toFixed(5).replace(".", ",");
    nadel.setLatLng([breite, laenge]).addTo(karte);
  };
  const lies = () => {
    const punkt = [zahl(lat), zahl(lon)];
    const gueltig = punkt.every((wert) => wert !== null) && Math.abs(punkt[0]) <= 90 && Math.abs(punkt[1]) <= 180;
    if (!gueltig) { nadel.remove(); return false; }
    nadel.setLatLng(punkt).addTo(karte);
    karte.setView(punkt, Math.max(karte.getZoom(), 13), { animate: false });
    return true;
  };
  const zeigeGemeinde = () => {
    const mitte = gemeinden.find(([pk]) => String(pk) === gemeinde?.value);
    if (mitte && mitte[2] !== null) karte.setView([mitte[2], mitte[3]], 13, { animate: false });
    else karte.fitBounds(alles, { animate: false });
  };

  if (!lies()) zeigeGemeinde();
  feld.classList.toggle("nah", karte.getZoom() >= NAMEN_AB);
  karte.on("click", ({ latlng }) => schreibe(latlng));
  nadel.on("dragend", () => schreibe(nadel.getLatLng()));
  for (const eingabe of [lat, lon]) eingabe.addEventListener("change", lies);
  if (gemeinde) django.jQuery(gemeinde).on("change", () => { if (zahl(lat) === null) zeigeGemeinde(); });
  feld.dataset.fertig = "ja";
}

// A map is built when it comes into view: most stand in closed sections, and the empty form of an inline is never seen.
const beobachter = new IntersectionObserver((sichtungen) => {
  for (const { target, isIntersecting } of sichtungen) {
    if (!isIntersecting) continue;
    beobachter.unobserve(target);
    baue(target);
  }
});
const suche = (wurzel) => wurzel.querySelectorAll("[data-punkt]").forEach((feld) => beobachter.observe(feld));
suche(document);
document.addEventListener("formset:added", (ereignis) => suche(ereignis.target));
