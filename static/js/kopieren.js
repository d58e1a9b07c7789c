// "Satz kopieren": takes a text of the page into the clipboard. Without script the button is not there.
for (const knopf of document.querySelectorAll("[data-kopieren]")) {
  if (!navigator.clipboard) continue;
  knopf.closest("[hidden]").hidden = false;
  knopf.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(knopf.dataset.kopieren).textContent);
    knopf.parentElement.querySelector("[role=status]").textContent = knopf.dataset.kopiert;
  });
}
