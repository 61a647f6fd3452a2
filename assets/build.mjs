// Builds assets/dist: one style sheet, one script, one font, the brand, and icons.json. Names carry a content hash, so
// that the server can serve them for ever; every text file has its .gz and .br beside it.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, watch, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import subsetFont from "subset-font";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const templates = join(here, "../crates/server/templates");

/** Icons whose name a template computes: the scan of the templates cannot see them. */
const COMPUTED_ICONS = [
  "hammer", "rotate-ccw", "ruler", "hand-helping", "mountain", // next steps
  "inbox", "flag", "trash-2", "phone", "reply", // mailbox actions
  "sun", "moon", "sun-moon", // theme
  "circle-check", "circle-x", "circle-dashed", "circle-dot", "circle-help", "circle-question-mark", // evidence and answers
  "fingerprint", "shield", "messages-square", "tablet-smartphone", "video", // domains
  "clipboard-list", "mail-check", "globe", "settings", "video", "smartphone", "sheet", "siren", "chart-line", // simulators
  "lock", "lock-open", "triangle-alert", "app-window", // what they show
  "monitor", // widths of the workshop
  "circle-alert", "info", // notices
];

/** Latin as French and English write it: Latin-1, the œ ligature, and the punctuation and spaces of both. */
const CHARACTERS = (() => {
  const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join("");
  return range(0x20, 0x7e) + range(0xa0, 0xff) + "ŒœŸ\u2009\u202f\u2011\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u2190\u2192\u2212\u20ac";
})();

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else yield path;
  }
}

/** The inner drawing of every icon that a template names. */
function icons() {
  const names = new Set(COMPUTED_ICONS);
  for (const path of files(templates)) {
    for (const [, name] of readFileSync(path, "utf8").matchAll(/icon\(\s*"([a-z0-9-]+)"/g)) names.add(name);
  }
  const drawings = {};
  for (const name of [...names].sort()) {
    const path = join(here, "node_modules/lucide-static/icons", `${name}.svg`);
    if (!existsSync(path)) {
      if (COMPUTED_ICONS.includes(name)) continue;
      throw new Error(`no such icon in lucide: ${name}`);
    }
    const inner = readFileSync(path, "utf8").replace(/<!--[\s\S]*?-->/g, "").match(/<svg[\s\S]*?>([\s\S]*)<\/svg>/)[1];
    drawings[name] = inner.replace(/\s+/g, " ").replaceAll(" />", "/>").replaceAll("> <", "><").trim();
  }
  return drawings;
}

async function font() {
  const source = join(here, "node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2");
  return subsetFont(readFileSync(source), CHARACTERS, { targetFormat: "woff2", variationAxes: { wght: { min: 400, max: 700 } } });
}

function compress(path, content) {
  writeFileSync(path, content);
  if ([".woff2", ".png"].includes(extname(path))) return;
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }));
}

let cachedFont;

async function build() {
  mkdirSync(dist, { recursive: true });
  const manifest = {};
  const put = (logical, content) => {
    const bytes = Buffer.from(content);
    const [stem, end] = [logical.slice(0, logical.lastIndexOf(".")), extname(logical)];
    const hashed = `${stem}.${createHash("sha256").update(bytes).digest("hex").slice(0, 10)}${end}`;
    compress(join(dist, hashed), bytes);
    manifest[logical] = hashed;
    return hashed;
  };

  cachedFont ??= await font();
  const fontName = put("atkinson-next.woff2", cachedFont);
  const bundle = async (entry) => {
    const result = await esbuild.build({
      entryPoints: [join(here, entry)], bundle: true, minify: true, write: false, format: "esm",
      target: ["es2022", "chrome111", "firefox113", "safari16.4"], external: ["*.woff2"], charset: "utf8", legalComments: "none",
    });
    return result.outputFiles[0].text;
  };
  put("app.css", (await bundle("css/app.css")).replaceAll("atkinson-next.woff2", `/assets/${fontName}`));
  put("app.js", await bundle("src/app.ts"));
  // only pages of the workshop name it: whoever takes a test never loads it
  put("workshop.css", await bundle("css/workshop.css"));
  put("steer.css", await bundle("css/steer.css"));
  put("certification.css", await bundle("css/certification.css"));
  put("learn.css", await bundle("css/learn.css"));
  put("catalogue.css", await bundle("css/catalogue.css"));
  put("workshop.js", await bundle("src/workshop.ts"));
  put("certification.js", await bundle("src/certification.ts"));
  put("learn.js", await bundle("src/learn.ts"));
  // a service worker has one address for ever: it reigns over the addresses beside it
  compress(join(dist, "service-worker.js"), Buffer.from(await bundle("src/offline/worker.ts")));
  for (const name of readdirSync(join(here, "brand"))) put(name, readFileSync(join(here, "brand", name)));
  writeFileSync(join(dist, "icons.json"), JSON.stringify(icons()));
  writeFileSync(join(dist, "manifest.json"), JSON.stringify(manifest, null, 2));
  // Old files go last, so that a server compiled meanwhile finds everything it names.
  const kept = new Set(["icons.json", "manifest.json", "service-worker.js", "service-worker.js.gz", "service-worker.js.br", ...Object.values(manifest).flatMap((name) => [name, `${name}.gz`, `${name}.br`])]);
  for (const entry of readdirSync(dist, { withFileTypes: true })) {
    if (entry.isFile() && !kept.has(entry.name)) rmSync(join(dist, entry.name));
  }
  for (const hashed of Object.values(manifest)) {
    const gz = join(dist, `${hashed}.gz`);
    console.log(`${String(statSync(existsSync(gz) ? gz : join(dist, hashed)).size).padStart(7)} B  ${hashed}`);
  }
}

await build();
if (process.argv.includes("--watch")) {
  for (const folder of ["css", "src", "brand"]) watch(join(here, folder), { recursive: true }, () => build().catch(console.error));
}
