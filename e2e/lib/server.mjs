// The real binary, on a loopback port that the system gives it, with a data folder of its own.
import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

/**
 * Starts `socle serve` and waits until it answers and has printed its demo account, if it has one.
 * With `clock`, its clock is moved by `move(microseconds)`, counted from the machine's: a week in a minute. Only a binary that is built to be tried knows of it.
 * @param {{ binary: string, smtp: string, content?: string, clock?: boolean, demo?: boolean }} options
 */
export async function startServer({ binary, smtp, content, clock, demo: withDemo = true }) {
  const data = await mkdtemp(join(tmpdir(), "socle-e2e-"));
  // nothing of the caller's settings: the journeys run against defaults
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("SOCLE_")));
  Object.assign(env, { SOCLE_LISTEN: "127.0.0.1:0", SOCLE_DATA: data, SOCLE_DEMO: String(withDemo), SOCLE_SMTP_URL: smtp, LANG: "C.UTF-8" });
  if (content) env.SOCLE_CONTENT = content;
  if (clock) env.SOCLE_TEST_CLOCK = join(data, "clock");
  const move = (microseconds) => writeFileSync(join(data, "clock"), String(microseconds));
  const child = spawn(binary, ["serve"], { env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let exited = false;
  let stopping = false;
  const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve(signal ?? code)).once("error", resolve)).then((how) => {
    exited = true;
    return how;
  });
  const ready = new Promise((resolve, reject) => {
    const read = (chunk) => {
      output += chunk;
      // the address first, with the port that the system gave; the account last
      const base = output.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0];
      const found = output.match(/: (\S+@demo\S+)\s+.*?: (.+)$/m);
      if (base && !withDemo) resolve({ base });
      else if (base && found && output.endsWith("\n")) resolve({ base, demo: { email: found[1], password: found[2].trim() } });
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${binary} ended (${code}) instead of serving:\n${output}`)));
  });
  const stop = async () => {
    stopping = true;
    if (!exited) {
      child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), 5000);
      await ended;
      clearTimeout(late);
    }
    await rm(data, { recursive: true, force: true });
  };
  try {
    const { base, demo } = await ready;
    const health = await fetch(`${base}/sante`);
    if (!health.ok) throw new Error(`/sante answers ${health.status}:\n${output}`);
    // a program that ends before it is asked to makes everything after it meaningless
    const died = ended.then((how) => (stopping ? new Promise(() => {}) : Promise.reject(new Error(`the program ended by itself (${how}):\n${output}`))));
    died.catch(() => {});
    return { base, demo, stop, died, move, output: () => output };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What a simulator of this skin must have to show everything that its journey tries. */
const SHOWS = { spreadsheet: /^type = "pick"\n(?:(?!\[).*\n)*?sortable = true$/m };

/** A copy of the content with one simulator of each skin, and no other question. */
export async function contentWithSimulators(from) {
  const { sorts, ...copy } = await contentWithFew(from, "tools", 1, (text) => {
    const skin = text.match(/^kind = "simulator"\nskin = "([a-z-]+)"$/m)?.[1];
    return SHOWS[skin]?.test(text) === false ? undefined : skin;
  });
  return { ...copy, skins: sorts };
}

/** A copy of the content with three questions of each kind: what is rare in the bank is met in one sitting. */
export async function contentWithEveryKind(from) {
  // by their own names: so they come from every domain
  const byName = (a, b) => (basename(a) < basename(b) ? -1 : 1);
  return contentWithFew(from, "kinds", 3, (text) => text.match(/^kind = "([a-z-]+)"$/m)?.[1], byName);
}

/** A copy of the content with the questions that are ticked, and no other: an exam goes quickly. */
export async function contentToTick(from) {
  return contentWithFew(from, "exam", Infinity, (text) => text.match(/^kind = "(single-choice|multiple-choice)"$/m)?.[1], undefined);
}

/** A copy of the content with so many questions of each sort. */
async function contentWithFew(from, name, each, sortOf, order) {
  const folder = await mkdtemp(join(tmpdir(), `socle-e2e-${name}-`));
  const taken = new Map();
  const files = (await readdir(join(from, "items"), { recursive: true })).filter((file) => file.endsWith(".toml")).sort(order);
  // modules ask questions that are not here
  for (const part of await readdir(from)) if (part !== "items" && part !== "modules") await cp(join(from, part), join(folder, part), { recursive: true });
  for (const file of files) {
    const text = await readFile(join(from, "items", file), "utf8");
    const sort = sortOf(text);
    if (!sort || taken.get(sort) === each) continue;
    taken.set(sort, (taken.get(sort) ?? 0) + 1);
    await mkdir(dirname(join(folder, "items", file)), { recursive: true });
    // those that it must not meet are not here
    await writeFile(join(folder, "items", file), text.replace(/^enemies = \[[^\]]*\]\n/m, ""));
  }
  return { folder, sorts: [...taken.keys()].sort(), remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A copy of the content in which a bite lasts `seconds`, so that nobody has to wait six minutes for its end. */
export async function contentWithShortBites(from, seconds) {
  const folder = await mkdtemp(join(tmpdir(), "socle-e2e-content-"));
  await cp(from, folder, { recursive: true });
  const file = join(folder, "blueprints/positioning.toml");
  const text = await readFile(file, "utf8");
  const changed = text.replace(/^bite_seconds = \d+$/m, `bite_seconds = ${seconds}`);
  if (changed === text) throw new Error("bite_seconds is not in the blueprint any more");
  await writeFile(file, changed);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
