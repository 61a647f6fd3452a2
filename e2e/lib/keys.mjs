// What whoever knows the job would tick: read from the files of the questions, which no browser ever gets.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** A text as it is compared: a page sets other spaces and apostrophes than the file. */
const plain = (text) => text.normalize("NFC").replace(/[\s\u00a0\u202f*_]+/g, "").replace(/[’']/g, "'");

const one = (text, name) => text.match(new RegExp(`^${name} = (?:"""\\n?([\\s\\S]*?)"""|"((?:[^"\\\\]|\\\\.)*)")`, "m"))?.slice(1).find((found) => found !== undefined)?.replace(/\\"/g, '"');

/** The keys of the questions with one right choice or several: by question, the texts that are right. */
export async function keys(folder) {
  const found = new Map();
  for (const file of await readdir(join(folder, "items"), { recursive: true })) {
    if (!file.endsWith(".toml")) continue;
    const text = await readFile(join(folder, "items", file), "utf8");
    const right = text.split("[[interaction.options]]").slice(1).filter((option) => /^correct = true$/m.test(option)).map((option) => plain(one(option, "text")));
    const question = plain(one(text, "question") ?? "");
    // several questions ask « Que faites-vous ? »: what is right of any of them is told apart by its own words
    found.set(question, new Set([...(found.get(question) ?? []), ...right]));
  }
  return { plain, of: (question) => found.get(plain(question)) };
}
