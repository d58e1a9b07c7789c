// Names for the admin's search-and-choose fields: select2 draws them without telling whose label they carry.
function benenne(wurzel) {
  for (const feld of wurzel.querySelectorAll("select.admin-autocomplete")) {
    const kasten = feld.nextElementSibling;
    const name = feld.labels[0]?.textContent.trim().replace(/:$/, "") || feld.getAttribute("aria-label");
    if (!kasten?.matches(".select2-container") || !name) continue;
    for (const teil of kasten.querySelectorAll(".select2-selection--single, .select2-selection__rendered[role], .select2-search__field")) {
      const wert = feld.multiple ? "" : feld.selectedOptions[0]?.textContent ?? "";
      teil.removeAttribute("aria-labelledby");
      teil.setAttribute("aria-label", `${name} ${wert}`.trim());
    }
  }
}

const $ = globalThis.django?.jQuery;
// The admin puts the focus into the first field of a new entry. Where that came before select2, the field is hidden by now.
function fokussiere(feld) {
  if (feld?.matches("select.select2-hidden-accessible")) feld.nextElementSibling?.querySelector(".select2-selection")?.focus();
}

$?.(() => {
  benenne(document);
  fokussiere(document.activeElement);
  $(document).on("change", "select.admin-autocomplete", ({ target }) => benenne(target.parentElement));
  $(document).on("select2:open", () => document.querySelector(".select2-container--open .select2-search__field")?.setAttribute("aria-label", "Suchen"));
});
document.addEventListener("formset:added", ({ target }) => benenne(target));
