// A module, step by step: on a phone between two shifts, on another device, without JavaScript, by keyboard.
import { leading } from "../lib/answer.mjs";
import { journey, must } from "../lib/journey.mjs";
import { axe, fits } from "../lib/look.mjs";
import { say } from "../lib/words.mjs";

const ID = "partir-leger";
const BASE = `/progresser/modules/${ID}`;
/** What a page of a module may weigh on a phone, film apart. */
const BUDGET = 60_000;

const path = (page) => new URL(page.url()).pathname;
const step = (page) => page.locator(".learn-step");
const where = async (page) => Number(await step(page).getAttribute("data-step"));
const primary = (page) => page.locator(".step-nav .button-primary");

/** Does what a step asks, as `press` does it, and says what it was. */
async function doStep(page, press = (target) => target.click()) {
  const kind = (await step(page).getAttribute("class")).match(/learn-step-([a-z]+)/)[1];
  if (kind === "question" && (await page.locator("form.answer").count())) {
    await press(page.locator("form.answer input[name=choice]").first());
    await leading(page, () => press(page.locator('form.answer button[value="answer"]')));
    must(await page.locator("#corrige").isVisible(), "no correction after an answer");
  }
  while (kind === "cards" && (await page.locator(".flash").count())) {
    must(!(await page.locator(".flash-back").isVisible()), "a card shows its answer before it is turned");
    await press(page.locator(".flash-turn > summary"));
    await leading(page, () => press(page.locator('.flash-grades button[value="good"]')));
  }
  if (kind === "practice" && (await page.locator('button[value="finish"]').count())) {
    await leading(page, () => press(page.locator('button[value="finish"]')));
    return kind;
  }
  await leading(page, () => press(primary(page)));
  return kind;
}

/** Looks at a page at 320 px and on a desk, light and dark. */
async function looked(run, page, name) {
  const before = page.viewportSize();
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 720 });
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await fits(run, page, `${name}, ${width} px`);
      await axe(run, page, `${name}, ${width} px, ${colorScheme}`);
      await page.screenshot({ path: `${run.world.out}/module-${name}-${width}-${colorScheme}.png`, fullPage: true, animations: "disabled" });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(before);
}

journey("a module is found, followed on a phone, left and gone on with, and its pages are light, accessible and fit", async (run) => {
  const page = await run.visitor({ width: 390, height: 844, phone: true });
  const heavy = [];
  page.on("response", async (response) => {
    const size = Number(response.headers()["content-length"] ?? 0);
    if (new URL(response.url()).pathname.startsWith(BASE) && size > BUDGET) heavy.push(`${response.url()}: ${size} bytes`);
  });
  await page.goto("/progresser/modules");
  await looked(run, page, "list");
  await page.locator("#f-q").fill("PREPARER votre sac telephone");
  await leading(page, () => page.locator(".module-filter button").click());
  must((await page.locator(".module-card").count()) === 1, "a search without accents does not find the module");
  await leading(page, () => page.locator(".module-title a").click());
  await looked(run, page, "intro");
  await leading(page, () => page.locator(".module-begin button").tap());
  must(path(page) === `${BASE}/1`, `begins at ${path(page)}`);
  const steps = Number(await step(page).getAttribute("data-steps"));
  const seen = new Set();
  for (let n = 1; n <= 3; n += 1) {
    const kind = (await step(page).getAttribute("class")).match(/learn-step-([a-z]+)/)[1];
    await looked(run, page, kind);
    seen.add(kind);
    await doStep(page, (target) => target.tap());
  }
  // left in the middle: the list and the first page say where one was
  await page.goto("/progresser/modules");
  must(await page.locator(".learn-open").isVisible(), "a module under way is not said");
  await page.goto(BASE);
  await leading(page, () => page.locator(".module-begin button").tap());
  must((await where(page)) === 4, `goes on at step ${await where(page)}, not 4`);
  for (let n = 4; n <= steps; n += 1) {
    const kind = (await step(page).getAttribute("class")).match(/learn-step-([a-z]+)/)[1];
    if (!seen.has(kind)) await looked(run, page, kind);
    seen.add(kind);
    if (kind === "question") {
      // the answer, then the correction, then once more for nothing
      await page.locator("form.answer input[name=choice]").first().check();
      await leading(page, () => page.locator('form.answer button[value="answer"]').tap());
      await looked(run, page, "corrected");
      await page.goto(await page.locator('a[href*="essai=1"]').getAttribute("href"));
      await page.locator("form.answer input[name=choice]").last().check();
      await leading(page, () => page.locator('form.answer button[value="try"]').tap());
      must(await page.locator("#corrige").isVisible(), "a try has no correction");
      await page.goto(`${BASE}/${n}`);
    }
    await doStep(page, (target) => target.tap());
  }
  must(path(page) === `${BASE}/fin`, `ends at ${path(page)}`);
  await looked(run, page, "end");
  must(await page.getByText(/carte.* revien/).first().isVisible(), "nothing says when cards come back");
  run.check(heavy.length === 0, `heavier than ${BUDGET} bytes: ${heavy.join(", ")}`);
  await page.goto(`${BASE}/imprimer`);
  await looked(run, page, "print");
  await page.emulateMedia({ media: "print" });
  await page.pdf({ path: `${run.world.out}/module.pdf`, format: "A4", printBackground: true });
  for (const audience of ["patients", "formateurs"]) {
    await page.emulateMedia({ media: "screen" });
    await page.goto(`/progresser/${audience}`);
    await looked(run, page, audience);
  }
});

journey("a module is followed without JavaScript, and begun again", async (run) => {
  const page = await run.visitor({ javaScriptEnabled: false });
  await page.goto(BASE);
  await leading(page, () => page.locator(".module-begin button").click());
  const kinds = [await doStep(page), await doStep(page)];
  await page.goto(BASE);
  const again = page.locator('form[action$="/recommencer"] button');
  must(!(await again.isVisible()), "one's place is forgotten without a question");
  await page.getByText(say("module-from-start"), { exact: true }).click();
  await leading(page, () => again.click());
  must((await where(page)) === 1, "begun again, it begins at its first step");
  for (let n = 0; n < 30 && path(page) !== `${BASE}/fin`; n += 1) kinds.push(await doStep(page));
  must(path(page) === `${BASE}/fin`, `after ${kinds.join(", ")}: ${path(page)}`);
  await page.goto(BASE);
  await leading(page, () => page.locator(".module-begin button").click());
  must((await where(page)) === 1, "done again, it begins at its first step");
});

journey("a module is followed by keyboard alone", async (run) => {
  const page = await run.visitor();
  /** Goes to a control with the tab key, and presses it. */
  const press = async (target) => {
    await target.waitFor();
    const wanted = await target.elementHandle();
    for (let n = 0; n < 80; n += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((element) => document.activeElement === element, wanted)) {
        const radio = await wanted.evaluate((element) => element.type === "radio");
        return page.keyboard.press(radio ? "Space" : "Enter");
      }
    }
    throw new Error("80 tabs do not lead there");
  };
  await page.goto(BASE);
  await leading(page, () => press(page.locator(".module-begin button")));
  for (let n = 0; n < 30 && path(page) !== `${BASE}/fin`; n += 1) await doStep(page, press);
  must(path(page) === `${BASE}/fin`, `stuck at ${path(page)}`);
  must(await page.getByText(say("module-end-title")).first().isVisible(), "no end");
});
