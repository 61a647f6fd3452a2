// The words of the pages, from where the program has them: whoever polishes a sentence need not look for it here.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = join(dirname(fileURLToPath(import.meta.url)), "../../crates/server/locales/fr");
const all = new Map();
for (const file of readdirSync(folder)) {
  for (const [, key, value] of readFileSync(join(folder, file), "utf8").matchAll(/^([a-z0-9-]+) = (.+)$/gm)) all.set(key, value);
}

/** A text of the French pages; one with variables becomes a pattern. */
export function say(key) {
  const text = all.get(key);
  if (text === undefined) throw new Error(`no text is called ${key} any more`);
  if (!/[{<]/.test(text)) return text;
  const escaped = text.replace(/<[^>]+>/g, "").split(/\{[^}]*\}/).map((part) => part.replace(/[.*+?^$()|[\]\\]/g, "\\$&"));
  return new RegExp(escaped.join(".*"));
}
