// Records the films of the modules: the real program, a simulator made for the film (no question of the bank, so that no film gives a
// key away), a hand that plays it. `node e2e/film/record.mjs [name…]`, without a name all of them.
import { mkdtemp, cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { startServer } from "../lib/server.mjs";
import { encode, SIZE } from "./lib/encode.mjs";
import { lendHand } from "./lib/hand.mjs";
import { openReel } from "./lib/reel.mjs";
import { captions, step, withFilm } from "./lib/write.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const content = join(here, "../../content");
const binary = process.env.SOCLE_BIN ?? join(here, "../../target/debug/socle");
/** Milliseconds of the title. */
const OPENING = 3000;
/** What one sees of a page: that of a phone held a little away, so that letters stay large. */
const SCREEN = { width: 480, height: 450 };

/** The content with one question: the set of this film. */
async function contentWithSet(name) {
  const folder = await mkdtemp(join(tmpdir(), "socle-film-"));
  for (const part of await readdir(content)) if (part !== "items" && part !== "modules") await cp(join(content, part), join(folder, part), { recursive: true });
  await mkdir(join(folder, "items/film"), { recursive: true });
  await cp(join(here, "sets", `${name}.toml`), join(folder, "items/film", `film-${name}.toml`));
  return folder;
}

/** Words as a page shows them: its apostrophes and its spaces are those of a printer. */
const asShown = (text) => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("'", "['’]").replaceAll(" ", "\\s"));

async function font() {
  const dist = join(here, "../../assets/dist");
  const name = (await readdir(dist)).find((file) => /^atkinson-next\..*\.woff2$/.test(file));
  return readFile(join(dist, name));
}

async function record(browser, name) {
  const play = await import(`./plays/${name}.mjs`);
  const folder = await contentWithSet(name);
  let server;
  try {
    server = await startServer({ binary, smtp: "smtp://127.0.0.1:9", content: folder, demo: false });
    const context = await browser.newContext({
      baseURL: server.base, viewport: SCREEN, deviceScaleFactor: SIZE.width / SCREEN.width, locale: "fr-FR", reducedMotion: "reduce", colorScheme: "light",
    });
    const page = await context.newPage();
    await page.goto("/");
    await Promise.all([page.waitForURL(/positionnement\/.+/), page.locator('form[action="/positionnement"] button').click()]);
    await page.locator("job-tool").waitFor();
    await page.evaluate(() => document.fonts.ready);
    const devtools = await context.newCDPSession(page);
    const picture = async () => Buffer.from((await devtools.send("Page.captureScreenshot", { format: "png", optimizeForSpeed: true })).data, "base64");
    const reel = openReel(picture);
    const hand = await lendHand(page, reel);
    const tool = page.locator("job-tool");
    await tool.evaluate((element) => window.scrollTo({ top: element.getBoundingClientRect().top + window.scrollY - 8, behavior: "instant" }));
    reel.chapter(play.chapters[0]);
    await reel.hold(OPENING);
    reel.cues.push({ start: 0, end: OPENING - 100, text: "Ce film n'a pas de son : le commentaire s'écrit ici." });
    let next = 1;
    const parts = [[]];
    const film = {
      page, tool, hand,
      hold: reel.hold,
      /** Another part begins. */
      chapter: () => {
        reel.chapter(play.chapters[next]);
        parts.push([]);
        next += 1;
      },
      /** What whoever reads the transcript must be told that others see. */
      see: (text) => parts.at(-1).push(text),
      say: (text, act) => {
        parts.at(-1).push(text);
        return reel.say(text, act);
      },
      async panel(title) {
        await hand.show(tool, { to: 8 });
        await hand.press(tool.getByRole("tab", { name: asShown(title) }), { at: 0.5 });
      },
      // at the mark, beside the words: they stay to be read
      option: (text) => hand.press(tool.locator("label").filter({ hasText: asShown(text), visible: true }).first(), { at: 0.06 }),
      row: (text) => hand.press(tool.locator("tr").filter({ hasText: asShown(text), visible: true }).first().locator("input"), { at: 0.5 }),
    };
    await play.play(film);
    if (next !== play.chapters.length) throw new Error(`${name}: ${play.chapters.length - next} chapters were not played`);
    await reel.hold(900);
    const seconds = reel.seconds();
    const subtitle = `Film sans son, ${seconds} secondes. Le commentaire est écrit.`;
    const encoded = await encode(browser, { frames: reel.frames, seconds, title: play.title, subtitle, chapters: reel.chapters, opening: OPENING, font: await font() });
    await context.close();
    const file = (await readdir(join(content, "modules"), { recursive: true })).find((one) => one.endsWith(`/${play.module}.toml`));
    if (!file) throw new Error(`no module ${play.module}`);
    const beside = dirname(join(content, "modules", file));
    const transcript = parts.map((lines, at) => `**${play.chapters[at]}${/[?!]$/.test(play.chapters[at]) ? "" : "."}** ${lines.join(" ")}`).join("\n\n");
    await writeFile(join(beside, `${name}.webm`), encoded.film);
    await writeFile(join(beside, `${name}.webp`), encoded.poster);
    await writeFile(join(beside, `${name}.vtt`), captions(reel.cues));
    const path = join(content, "modules", file);
    await writeFile(path, withFilm(await readFile(path, "utf8"), step({ name, title: play.title, seconds, transcript, chapters: reel.chapters })));
    console.log(`${name}: ${seconds} s, ${reel.frames.length} pictures, ${Math.round(encoded.film.length / 1024)} KiB, poster ${Math.round(encoded.poster.length / 1024)} KiB, ${reel.cues.length} captions, in ${file}`);
  } finally {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const all = (await readdir(join(here, "plays"))).map((file) => file.replace(/\.mjs$/, "")).sort();
const asked = process.argv.length > 2 ? process.argv.slice(2) : all;
const browser = await chromium.launch({
  executablePath: process.env.SOCLE_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
});
try {
  for (const name of asked) await record(browser, name);
} finally {
  await browser.close();
}
