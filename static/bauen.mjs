// Asset step (`npm run bauen`): static/css + packages -> build/static. Node >= 18, no compiler, a few seconds.
//   css/seite.css   our sources, and of KERN only the rules whose classes this project names; sheets of the admin
//   fonts/*.woff2   each @font-face of static/css/schrift.css, cut to its own unicode-range
//   js/             vendor script of the map (Leaflet itself comes with django-leaflet)
// Our own scripts and drawings in static/js and static/svg are served as they are.
import { mkdir, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { bundleAsync, transform } from "lightningcss";
import subsetFont from "subset-font";

const WURZEL = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const ZIEL = path.join(WURZEL, "build", "static");
const pakete = (name) => path.join(WURZEL, "node_modules", name);

// Where class names can stand: templates, widgets in Python, scripts.
const QUELLEN = ["templates", "akteure", "angebote", "netzwerk", "static/js"];
// Latin needs the first line, Arabic the second; small capitals, old figures and the like are left out.
const MERKMALE = ["kern", "liga", "ccmp", "locl", "mark", "mkmk", "tnum", "rlig", "calt", "init", "medi", "fina", "isol"];

async function schreibe(name, inhalt) {
  const ziel = path.join(ZIEL, name);
  await mkdir(path.dirname(ziel), { recursive: true });
  await writeFile(ziel, inhalt);
  const kb = (menge) => `${(menge.length / 1024).toFixed(1)} kB`.padStart(9);
  const gepackt = name.endsWith(".woff2") ? "" : `${kb(gzipSync(inhalt))} gzip${kb(brotliCompressSync(inhalt))} brotli`;
  console.log(name.padEnd(48), kb(Buffer.from(inhalt)), gepackt);
}

async function dateien(ordner, endungen) {
  const eintraege = await readdir(ordner, { withFileTypes: true }).catch(() => []);
  const listen = eintraege.map((eintrag) => {
    const name = path.join(ordner, eintrag.name);
    if (eintrag.isDirectory()) return dateien(name, endungen);
    return endungen.includes(path.extname(name)) ? [name] : [];
  });
  return (await Promise.all(listen)).flat();
}

async function genutzteKernKlassen() {
  const listen = await Promise.all(QUELLEN.map((ordner) => dateien(path.join(WURZEL, ordner), [".html", ".py", ".js"])));
  const texte = await Promise.all(listen.flat().map((name) => readFile(name, "utf8")));
  return new Set(texte.flatMap((text) => text.match(/\bkern-[a-z0-9_-]+/g) ?? []));
}

// KERN knows no right-to-left: its physical properties become logical ones, so one rule serves both directions.
function logisch(css) {
  const seite = { left: "inline-start", right: "inline-end", top: "block-start", bottom: "block-end" };
  const mass = { width: "inline-size", height: "block-size" };
  return css
    .replace(/^(\s+)(margin|padding|border)-(left|right|top|bottom)(?=[-:])/gm, (_, s, art, k) => `${s}${art}-${seite[k]}`)
    .replace(/^(\s+)(left|right|top|bottom):/gm, (_, s, k) => `${s}inset-${seite[k]}:`)
    .replace(/^(\s+)(min-|max-)?(width|height):/gm, (_, s, grenze = "", k) => `${s}${grenze}${mass[k]}:`)
    .replace(/^(\s+text-align:) left/gm, "$1 start")
    .replace(/^(\s+text-align:) right/gm, "$1 end");
}

// Of KERN only rules that name classes, and only classes in use. Its tokens are replaced by ours in static/css/kern.css.
async function kern() {
  const css = logisch(await readFile(pakete("@kern-ux/native/dist/kern.css"), "utf8"));
  const genutzt = await genutzteKernKlassen();
  const inGebrauch = (selektor) => {
    const namen = JSON.stringify(selektor).match(/(?<="type":"class","name":")[^"]+/g) ?? [];
    return namen.length > 0 && namen.every((name) => genutzt.has(name));
  };
  const ohne = () => [];
  const { code } = transform({
    filename: "kern.css",
    code: Buffer.from(css),
    minify: true,
    unusedSymbols: (css.match(/(?<=\.)kern-[a-z0-9_-]+/g) ?? []).filter((name) => !genutzt.has(name)),
    visitor: {
      Rule: {
        style: (regel) => (regel.value.selectors.some(inGebrauch) ? undefined : []),
        "font-face": ohne,
        keyframes: ohne,
      },
    },
  });
  return code.toString();
}

// One sheet for the public pages, one for PDF. The admin adds fonts, tokens and verwaltung.css to Django's own sheets.
const BLAETTER = { "alle.css": "seite.css", "schrift.css": "schrift.css", "tokens.css": "tokens.css", "verwaltung.css": "verwaltung.css", "handzettel.css": "handzettel.css", "heftdruck.css": "heftdruck.css", "aushangdruck.css": "aushangdruck.css", "berichtdruck.css": "berichtdruck.css", "zahlen.css": "zahlen.css" };

async function schreibeCss() {
  const schriften = new Map();
  for (const [quelle, ziel] of Object.entries(BLAETTER)) {
    const { code } = await bundleAsync({
      filename: path.join(WURZEL, "static", "css", quelle),
      minify: true,
      resolver: {
        resolve: (name, von) => (name === "KERN" ? name : path.resolve(path.dirname(von), name)),
        read: (name) => (name === "KERN" ? kern() : readFile(name, "utf8")),
      },
      visitor: {
        Rule: {
          "font-face"({ value: { properties } }) {
            const wert = (art) => properties.find(({ type }) => type === art).value;
            const [quelle] = wert("source");
            if (quelle.type === "url") schriften.set(path.basename(quelle.value.url.url), wert("unicode-range"));
          },
        },
      },
    });
    await schreibe(`css/${ziel}`, code);
  }
  return schriften;
}

async function neuer(ziel, ...quellen) {
  const zeiten = await Promise.all([ziel, ...quellen].map((name) => stat(name).then(({ mtimeMs }) => mtimeMs, () => 0)));
  return zeiten[0] > Math.max(...zeiten.slice(1));
}

async function schreibeSchriften(schriften) {
  const quelle = (name) => {
    const familie = ["fira-sans", "noto-sans-arabic"].find((anfang) => name.startsWith(anfang));
    return path.join(pakete("@fontsource"), familie, "files", name);
  };
  const ordner = path.join(ZIEL, "fonts");
  const grund = [path.join(WURZEL, "static/css/schrift.css"), path.join(WURZEL, "static/css/handzettel.css"), path.join(WURZEL, "package-lock.json"), fileURLToPath(import.meta.url)];
  for (const [name, bereiche] of schriften) {
    if (await neuer(path.join(ordner, name), ...grund)) continue;
    // Each has the space between its words: whoever sets a PDF takes it from there, and without one a gap twice as wide.
    const zeichen = [0x20, ...bereiche.flatMap(({ start, end }) => Array.from({ length: end - start + 1 }, (_, i) => start + i))];
    // Hints are a third of the file and of no use on screens of the last ten years.
    const merkmale = { targetFormat: "woff2", keepFeatures: MERKMALE, noHinting: true };
    await schreibe(`fonts/${name}`, await subsetFont(await readFile(quelle(name)), String.fromCodePoint(...zeichen), merkmale));
  }
  const alte = (await readdir(ordner)).filter((name) => !schriften.has(name));
  await Promise.all(alte.map((name) => rm(path.join(ordner, name))));
}

async function schreibeSkripte() {
  const skript = await readFile(pakete("leaflet.markercluster/dist/leaflet.markercluster.js"), "utf8");
  await schreibe("js/leaflet.markercluster.js", skript.replace(/^\/\/# sourceMappingURL=.*$/gm, "").trim() + "\n");
}

await schreibeSchriften(await schreibeCss());
await schreibeSkripte();
