// Writes assets/dist/pdf/*.ttf: the typeface of the site as the PDF engine needs it. The npm package ships woff2 only;
// the PDF engine reads TrueType. Every glyph is kept: a certificate prints people's names. "-ext" holds the letters of
// the other Latin languages (Łukasz, Şahin); the engine takes it letter by letter where the first has none.
// The SIL Open Font License allows the conversion and the embedding (LICENSES/atkinson-hyperlegible-next.txt).
// Runs after build.mjs (npm run build).
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, "node_modules/@fontsource/atkinson-hyperlegible-next/files");
const target = join(here, "dist/pdf");
const styles = { regular: "400-normal", bold: "700-normal", italic: "400-italic" };
const scripts = { "": "latin", "-ext": "latin-ext" };

mkdirSync(target, { recursive: true });
for (const [style, variant] of Object.entries(styles)) {
  for (const [suffix, script] of Object.entries(scripts)) {
    const woff2 = readFileSync(join(source, `atkinson-hyperlegible-next-${script}-${variant}.woff2`));
    const ttf = await subsetFont(woff2, undefined, { keepAllGlyphs: true, targetFormat: "truetype" });
    writeFileSync(join(target, `${style}${suffix}.ttf`), ttf);
    console.log(`${String(ttf.length).padStart(7)} B  pdf/${style}${suffix}.ttf`);
  }
}
