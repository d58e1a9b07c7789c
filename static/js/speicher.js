// The Merkliste of this browser: which Angebote, in which order, and a line of own words for each. It stays here; only who
// opens the page of the Merkliste sends the Kennungen (never the words), in its address.
const SCHLUESSEL = "merkliste";
const KENNUNG = /^[2-9a-hjkmnp-z]{6}$/;

/** Can this browser keep something? Where it cannot, all links stay as they are. */
export const kannMerken = (() => {
  try {
    localStorage.setItem(`${SCHLUESSEL}-probe`, "1");
    localStorage.removeItem(`${SCHLUESSEL}-probe`);
    return true;
  } catch {
    return false;
  }
})();

export function lies() {
  try {
    const { liste = [], worte = {} } = JSON.parse(localStorage.getItem(SCHLUESSEL)) ?? {};
    return { liste: [...new Set(liste)].filter((kennung) => KENNUNG.test(kennung)), worte };
  } catch {
    return { liste: [], worte: {} };
  }
}

export function vergiss() {
  if (kannMerken) localStorage.removeItem(SCHLUESSEL);
}

/** Words go with their Angebot; an empty list leaves nothing. */
export function schreib({ liste, worte }) {
  if (!liste.length) return vergiss();
  const behalten = Object.fromEntries(liste.filter((kennung) => worte[kennung]).map((kennung) => [kennung, worte[kennung]]));
  localStorage.setItem(SCHLUESSEL, JSON.stringify({ liste, worte: behalten }));
}

export function entferne(kennung) {
  const { liste, worte } = lies();
  schreib({ liste: liste.filter((eine) => eine !== kennung), worte });
}
