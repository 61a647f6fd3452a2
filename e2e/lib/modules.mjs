// The modules that are shipped, as far as journeys must know them: which sorts of steps there are, and where each is met.
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";

const CONTENT = new URL("../../content/", import.meta.url).pathname;

async function texts(folder) {
  const files = (await readdir(join(CONTENT, folder), { recursive: true })).filter((file) => file.endsWith(".toml")).sort();
  return new Map(await Promise.all(files.map(async (file) => [basename(file, ".toml"), await readFile(join(CONTENT, folder, file), "utf8")])));
}

const value = (text, name) => text.match(new RegExp(`^${name} = "([^"]+)"$`, "m"))?.[1];

/** What sort a step is: its kind, how a diagram is drawn, what a question asks for, what a simulator looks like. */
function sortOf(step, items) {
  const kind = value(step, "kind");
  if (kind === "diagram") return `diagram, ${value(step, "form")}`;
  if (kind !== "question") return kind;
  const item = items.get(value(step, "item")) ?? "";
  const interaction = item.slice(item.indexOf("[interaction]"));
  return ["question", value(interaction, "kind"), value(interaction, "skin")].filter(Boolean).join(", ");
}

/** Names of all modules. */
export const everyModule = async () => [...(await texts("modules")).keys()];

/** For every sort of step that any module has, where it is met first: `{ sort, module, step }`, the step from 1. */
export async function everySortOfStep() {
  const [modules, items] = [await texts("modules"), await texts("items")];
  const first = new Map();
  for (const [module, text] of modules) {
    for (const [at, step] of text.split(/^\[\[steps\]\]$/m).slice(1).entries()) {
      const sort = sortOf(step, items);
      if (!first.has(sort)) first.set(sort, { sort, module, step: at + 1 });
    }
  }
  return [...first.values()];
}
