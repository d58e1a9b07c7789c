// "Seite schnell verlassen": the link, or Escape pressed twice, puts a harmless page in the place of this one; Back does not lead
// here again, and the Merkliste of this browser is empty: who has to leave in a hurry shall leave nothing.
const FRIST = 1500;
let zuletzt = -Infinity;
let unterwegs = false;

function verlasse(verweis) {
  unterwegs = true;
  try {
    localStorage.removeItem("merkliste"); // js/merkliste.js
  } catch {
    // a browser that keeps nothing has nothing to forget
  }
  document.body.hidden = true; // nothing is left to see while the other page is on its way
  location.replace(verweis.href);
}

document.addEventListener("click", (ereignis) => {
  const verweis = ereignis.target.closest("[data-verlassen]");
  if (!verweis) return;
  ereignis.preventDefault();
  verlasse(verweis);
});

// Ahead of everybody else: what an Escape closes besides does not make it count less.
addEventListener("keydown", (ereignis) => {
  if (ereignis.key !== "Escape" || ereignis.repeat) return;
  if (unterwegs) ereignis.preventDefault(); // a third Escape would stop the browser on its way
  const verweis = document.querySelector("[data-verlassen]");
  if (verweis && !unterwegs && ereignis.timeStamp - zuletzt < FRIST) {
    ereignis.preventDefault();
    verlasse(verweis);
  }
  zuletzt = ereignis.timeStamp;
}, { capture: true });
