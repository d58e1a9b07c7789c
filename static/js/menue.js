// Menus in the head close with Escape and when the focus goes on: nothing lies hidden under an open one.
for (const menue of document.querySelectorAll("details.menue")) {
  menue.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !menue.open) return;
    menue.open = false;
    menue.querySelector("summary").focus();
  });
  menue.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !menue.contains(relatedTarget)) menue.open = false;
  });
}
