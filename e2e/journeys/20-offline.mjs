import { leading } from "../lib/answer.mjs";
import { journey, must } from "../lib/journey.mjs";
import { look } from "../lib/look.mjs";
import { say } from "../lib/words.mjs";

const MODULE = "/progresser/modules/partir-leger";
const FILMED = "/progresser/modules/une-adresse-se-lit-par-la-fin";

/** The page of the step that has a film. */
async function toFilm(page) {
  for (let step = 1; step < 15; step += 1) {
    await page.goto(`${FILMED}/${step}`);
    if (await page.locator("video").count()) return;
  }
  throw new Error("no step has a film");
}

journey("a film has captions, chapters and a transcript, weighs little, and never begins by itself", async (run, world) => {
  const page = await run.visitor({ phone: true, width: 390, height: 800 });
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await toFilm(page);
  must(!asked.some((url) => url.includes(".webm")), "the film is fetched before anybody asked for it");
  const video = page.locator("video");
  const state = () => video.evaluate((v) => ({ paused: v.paused, at: v.currentTime, mode: v.textTracks[0].mode, cues: v.textTracks[0].cues?.length ?? 0, seconds: v.duration }));
  must((await state()).paused, "a film begins by itself");
  must((await state()).mode === "showing", "captions are not shown");
  for (const [width, colorScheme] of [[320, "light"], [390, "dark"], [1280, "light"]]) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    await look(run, page, `a film at ${width} px, ${colorScheme}`);
    await page.screenshot({ path: `${world.out}/film-${width}-${colorScheme}.png`, fullPage: true, animations: "disabled" });
  }
  await page.setViewportSize({ width: 390, height: 800 });
  // by keyboard: the second chapter
  const chapter = page.locator("a[data-at]").nth(1);
  const at = Number(await chapter.getAttribute("data-at"));
  await chapter.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction((from) => document.querySelector("video").currentTime >= from && document.querySelector("video").readyState >= 2, at);
  const there = await state();
  run.check(there.cues >= 5, `the film has ${there.cues} captions`);
  run.check(there.seconds >= 40 && there.seconds <= 120, `the film lasts ${there.seconds} s`);
  run.check((await page.locator('a[data-at][aria-current="true"]').getAttribute("data-at")) === String(at), "the chapter that is seen is not marked");
  const weight = await page.evaluate(async (address) => (await (await fetch(address)).blob()).size, await page.locator("video source").getAttribute("src"));
  run.check(weight < 3 * 1024 * 1024, `the film weighs ${weight} bytes`);
  await video.evaluate((v) => v.pause());
  await page.screenshot({ path: `${world.out}/film-playing.png` });
  await page.locator("summary").filter({ hasText: "Lire au lieu" }).click();
  run.check((await page.locator(".film-told").innerText()).length > 300, "the transcript says little");
});

journey("without JavaScript a film has its player, and its chapters lead into it", async (run) => {
  const page = await run.visitor({ javaScriptEnabled: false });
  await toFilm(page);
  const links = await page.locator(".film-chapters a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  must(links.length >= 2 && links.every((href) => /\.webm\?v=[0-9a-f]{16}#t=\d+$/.test(href)), `chapters lead to ${links}`);
  run.check(!(await page.locator("[data-keep]").isVisible().catch(() => false)), "keeping is offered without JavaScript");
});

/** Does one step of a module, whatever it is. */
async function step(page) {
  const article = page.locator("article[data-step]");
  const kind = (await article.getAttribute("class")).match(/learn-step-([a-z]+)/)[1];
  if (kind === "question") {
    await page.locator("main label").filter({ has: page.locator('input[name="choice"]') }).first().click();
    return leading(page, () => page.locator('button[name="act"][value="answer"]').click());
  }
  if (kind === "cards" && (await page.locator(".flash-turn").count())) {
    await page.locator(".flash-turn summary").click();
    return leading(page, () => page.locator('button[name="grade"][value="good"]').click());
  }
  if (kind === "practice") return leading(page, () => page.locator('button[name="act"][value="finish"]').click());
  return leading(page, () => page.locator('button[name="act"][value="continue"], .step-nav a.button-primary').first().click());
}

async function keepIt(page) {
  await page.goto(MODULE);
  await page.locator('[data-act="keep"]').click();
  await page.locator('[data-act="remove"]').waitFor({ state: "visible" });
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

const learned = async (page) => (await (await page.context().request.get("/compte/export")).json()).learning;

journey("a module that is kept is begun, cut off, finished without a network, and recorded once", async (run, world) => {
  const page = await run.visitor({ phone: true, width: 390, height: 800 });
  await keepIt(page);
  await look(run, page, "a module that is kept");
  await page.screenshot({ path: `${world.out}/offline-kept.png`, fullPage: true });
  // begun with a network
  await leading(page, () => page.locator('form.module-begin button').click());
  await step(page);
  run.lineIsCut = true;
  await page.context().setOffline(true);
  let steps = 0;
  for (; steps < 40 && new URL(page.url()).pathname !== "/progresser/hors-ligne"; steps += 1) {
    if (steps === 2) {
      await page.reload();
      await page.locator("[data-offline]").waitFor({ state: "visible" });
      await look(run, page, "a step without a network");
      await page.screenshot({ path: `${world.out}/offline-step.png`, fullPage: true });
    }
    await step(page);
  }
  must(new URL(page.url()).pathname === "/progresser/hors-ligne", `after ${steps} steps: ${page.url()}`);
  await page.locator("[data-kept-list] li").first().waitFor();
  await look(run, page, "the end without a network");
  await page.screenshot({ path: `${world.out}/offline-end.png`, fullPage: true });
  await page.context().setOffline(false);
  run.lineIsCut = false;
  const end = page.locator('[data-offline] a[href$="/fin"]');
  await end.waitFor();
  await page.screenshot({ path: `${world.out}/offline-sent.png`, fullPage: true });
  const first = await learned(page);
  must(first.modules.length === 1 && first.modules[0].finished_at, `the module is told as ${JSON.stringify(first.modules)}`);
  const answers = first.answers.length;
  must(answers === 2, `${answers} answers are kept`);
  await leading(page, () => end.click());
  must(new URL(page.url()).pathname === `${MODULE}/fin`, `the end is at ${page.url()}`);
  await page.goto(MODULE);
  await page.reload();
  const again = await learned(page);
  must(again.modules.length === 1 && again.answers.length === answers, "something was recorded twice");
});

journey("what a device kept is removed with one button, and leaves with whoever signs out", async (run) => {
  const page = await run.visitor();
  await page.goto(MODULE);
  await leading(page, () => page.locator("form.module-begin button").click());
  await keepIt(page);
  const held = () => page.evaluate(async () => ({ caches: (await caches.keys()).length, workers: (await navigator.serviceWorker.getRegistrations()).length }));
  must((await held()).caches === 1, "the module is not in a cache");
  await page.locator('[data-act="remove"]').click();
  await page.locator('[data-act="keep"]').waitFor({ state: "visible" });
  const after = await held();
  must(after.caches === 0 && after.workers === 0, `after removing there is ${JSON.stringify(after)}`);
  await keepIt(page);
  await page.goto("/compte");
  await leading(page, () => page.locator('form[action="/deconnexion"] button').click());
  const gone = await held();
  must(gone.caches === 0 && gone.workers === 0, `after signing out there is ${JSON.stringify(gone)}`);
});

/** Gives this site so little room that no copy of a module fits; returns what gives it back. */
async function crowd(page) {
  const devtools = await page.context().newCDPSession(page);
  // the room is that of the session that says so
  await devtools.send("Storage.overrideQuotaForOrigin", { origin: new URL(page.url()).origin, quotaSize: 20_000 });
  return () => devtools.detach();
}

/**
 * Makes the service worker's writes fail as a full disk does: every request goes well, and the transaction is given up at its end. Chromium remembers for
 * half a minute how much room there was, so that its own figure cannot be waited for here.
 */
async function fill(page) {
  const [worker] = page.context().serviceWorkers();
  await worker.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    self.giveBack = () => (IDBObjectStore.prototype.put = put);
    IDBObjectStore.prototype.put = function (...values) {
      const request = put.apply(this, values);
      request.addEventListener("success", () => this.transaction.abort());
      return request;
    };
  });
  return () => worker.evaluate(() => self.giveBack());
}

journey("on a full device nothing is half kept, nothing that was kept is lost, and the reader is told", async (run, world) => {
  const page = await run.visitor({ phone: true, width: 390, height: 800 });
  await page.goto(MODULE);
  const giveRoom = await crowd(page);
  await page.locator('[data-act="keep"]').click();
  const state = page.locator(".keep-state");
  await state.filter({ hasText: say("offline-keep-full") }).waitFor();
  must((await page.evaluate(() => caches.keys())).length === 0, "a part of a module is kept");
  must(await page.locator('[data-act="keep"]').isVisible(), "it cannot be tried again");
  await look(run, page, "no room to keep a module");
  await page.screenshot({ path: `${world.out}/offline-no-room.png`, fullPage: true });
  await giveRoom();
  await keepIt(page);
  await leading(page, () => page.locator("form.module-begin button").click());
  run.lineIsCut = true;
  await page.context().setOffline(true);
  await step(page);
  const done = new URL(page.url()).pathname;
  // the disk is full now: this step is not kept, it is said, and it is still there to be done
  const empty = await fill(page);
  await step(page);
  must(new URL(page.url()).pathname === done, `a step that could not be kept leads to ${page.url()}`);
  await page.locator("[data-offline]").getByText(say("offline-full")).waitFor();
  await look(run, page, "a step on a full device");
  await page.screenshot({ path: `${world.out}/offline-full.png`, fullPage: true });
  await empty();
  for (let steps = 0; steps < 40 && new URL(page.url()).pathname !== "/progresser/hors-ligne"; steps += 1) await step(page);
  await page.context().setOffline(false);
  run.lineIsCut = false;
  await page.locator('[data-offline] a[href$="/fin"]').waitFor();
  const { modules, answers } = await learned(page);
  must(modules.length === 1 && modules[0].finished_at && answers.length === 2, `what was done is told as ${JSON.stringify({ modules, answers })}`);
});
