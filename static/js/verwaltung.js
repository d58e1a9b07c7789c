// The form of an Angebot: Standorte and Kontakte to choose from are first those of the chosen Akteur,
// and a new one made in a popup belongs to it.
const akteur = () => document.getElementById("id_akteur")?.value ?? "";

django.jQuery.ajaxPrefilter((anfrage) => {
  const daten = new URLSearchParams(anfrage.data);
  if (!["standort", "kontakte"].includes(daten.get("field_name")) || !akteur()) return;
  daten.set("akteur", akteur());
  anfrage.data = daten.toString();
});

document.addEventListener("click", (ereignis) => {
  const verweis = ereignis.target.closest('[data-model-ref="standort"] .add-related, [data-model-ref="kontakt"] .add-related');
  if (!verweis) return;
  const adresse = new URL(verweis.href);
  adresse.searchParams.set("akteur", akteur());
  verweis.href = adresse.href;
}, true);
