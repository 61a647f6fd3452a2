// The keyboard alone: Tab, Shift+Tab, arrows, Space, Enter, and letters where words are asked for.
import { leading, placeOf, taskOf } from "./answer.mjs";
import { must, PATIENCE } from "./journey.mjs";
import { controlsOf } from "./simulator.mjs";

/** What has the focus, and whether one sees it. */
export const focused = (page) =>
  page.evaluate(() => {
    const e = document.activeElement;
    if (!e || e === document.body) return { tag: "body", seen: false };
    // an input may leave its ring to its label
    const around = [e, e.closest("label"), e.nextElementSibling].filter(Boolean);
    const ring = around.some((a) => {
      const style = getComputedStyle(a);
      return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1.5;
    });
    const box = (e.closest("label") ?? e).getBoundingClientRect();
    const onScreen = box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const words = (e.getAttribute("aria-label") || e.closest("label")?.textContent || e.textContent || "").trim().replace(/\s+/g, " ").slice(0, 60);
    return { tag: e.tagName.toLowerCase(), id: e.id, type: e.type ?? "", name: e.name ?? "", value: e.value ?? "", words, ring, onScreen, seen: ring && onScreen, disabled: Boolean(e.disabled) };
  });

/** The same, once it is seen: what has the focus is brought into view at the next picture, which on a busy machine is a little later. */
async function stopped(page) {
  for (const begun = performance.now(); ; ) {
    const stop = await focused(page);
    if (stop.seen || stop.tag === "body" || performance.now() - begun > PATIENCE / 10) return stop;
  }
}

const matches = (page, selector) => page.evaluate((s) => Boolean(document.activeElement?.matches(s)), selector);

/** Tabs until something has the focus that matches a selector; every stop on the way must be seen. */
export async function tabTo(run, page, selector, { back = false, most = 120, where = "" } = {}) {
  for (let stops = 0; stops < most; stops += 1) {
    await page.keyboard.press(back ? "Shift+Tab" : "Tab");
    const [found, stop] = await Promise.all([matches(page, selector), stopped(page)]);
    if (stop.tag !== "body") run.check(stop.seen, `the focus is not seen${where && `, ${where}`}: <${stop.tag}> “${stop.words}” (${stop.ring ? "off the screen" : "no ring"})`);
    if (found) return stop;
  }
  throw new Error(`Tab never reaches ${selector} on ${page.url()}${where && `, ${where}`}`);
}

const press = async (page, key, times = 1) => {
  for (let n = 0; n < times; n += 1) await page.keyboard.press(key);
};
const isChecked = (page) => page.evaluate(() => document.activeElement.checked);

/** In a group of radio buttons that has the focus, chooses the `at`-th. */
async function chooseRadio(page, name, at) {
  const count = await page.evaluate((n) => document.querySelectorAll(`input[name="${n}"]`).length, name);
  if (at % count === 0) await press(page, "Space");
  else await press(page, "ArrowDown", at % count);
  must(await isChecked(page), `the keyboard does not choose in ${name}`);
}

/** In a select that has the focus, goes `down` options down. */
async function chooseOption(page, down) {
  await press(page, "ArrowDown", down);
  must(await page.evaluate(() => document.activeElement.value !== ""), "the arrows do not choose in a list");
}

/** Every control of every screen of a simulator: arrows go from one tab to the next, Tab goes into the screen. */
async function playToolByKeyboard(run, page, to) {
  const controls = await controlsOf(page);
  const tabs = await page.locator('job-tool [role="tab"]').count();
  const panels = new Set(controls.map((control) => control.panel));
  for (let panel = 0; panel < Math.max(tabs, 1); panel += 1) {
    if (tabs) {
      await to('job-tool [role="tab"]', { back: panel > 0 });
      if (panel) await press(page, "ArrowRight");
      const open = await page.evaluate(() => [...document.querySelectorAll(".tool-panel")].map((p) => !p.hidden));
      must(open.filter(Boolean).length === 1 && open[panel], `the arrows do not open screen ${panel + 1}: ${open}`);
    }
    if (!panels.has(panel)) continue;
    for (const control of controls.filter((c) => c.panel === panel)) {
      if (control.what === "turn") {
        await to(`.tool-control:has([name="${control.name}"]) .tool-do`);
        await press(page, "Enter");
        continue;
      }
      await to(`[name="${control.name}"]`);
      if (control.what === "entry") {
        await press(page, "Control+a");
        await page.keyboard.type(control.number ? "12" : "un mot");
      } else {
        const before = await isChecked(page);
        await press(page, before && control.what === "radio" ? "ArrowDown" : "Space");
        must(control.what === "radio" ? await isChecked(page) : (await isChecked(page)) !== before, `the keyboard does not set ${control.name}`);
      }
      const said = await page.evaluate(() => document.querySelector("job-tool > [role=status]")?.textContent.trim());
      if (control.what !== "entry") run.check(said, `what is done with ${control.name} is not said aloud`);
    }
  }
}

/** Fills the form of the question. The focus is on the question at first. */
export async function fillByKeyboard(run, page, task) {
  const where = task.kind;
  const to = (selector, options) => tabTo(run, page, selector, { where, ...options });
  const turn = task.seq;
  switch (task.kind) {
    case "single-choice":
      await to('input[name="choice"]');
      return chooseRadio(page, "choice", turn);
    case "multiple-choice":
    case "hot-text": {
      const name = task.names[0];
      await to(`input[name="${name}"]`);
      await press(page, "Space");
      must(await isChecked(page), "Space does not tick");
      await to(`input[name="${name}"]`);
      await press(page, "Space");
      return;
    }
    case "ordering": {
      const order = () => page.evaluate(() => [...document.querySelectorAll('select[name^="position-"]')].map((s) => s.name).join());
      const before = await order();
      await to("sort-list button");
      const first = await focused(page);
      await press(page, "Enter");
      must((await order()) !== before, `Enter on “${first.words}” moves nothing`);
      must(await matches(page, "sort-list button:not(:disabled)"), "the focus leaves the list when a step moves");
      // the same step again: its own button, or the twin at the end of the list
      await press(page, "Space");
      must(await matches(page, "sort-list button:not(:disabled)"), "the focus leaves the list at its end");
      const said = await page.evaluate(() => document.querySelector("sort-list [role=status]")?.textContent.trim());
      run.check(/\d$/.test(said ?? ""), `a move in the list is not said aloud: “${said}”`);
      return;
    }
    case "matching":
      for (const [at, name] of task.names.entries()) {
        await to(`select[name="${name}"]`);
        await chooseOption(page, 1 + (at % 3));
      }
      return;
    case "categorise":
      for (const [at, name] of task.names.entries()) {
        await to(`input[name="${name}"]`);
        await chooseRadio(page, name, at + turn);
      }
      return;
    case "gaps":
      for (const name of task.names) {
        const stop = await to(`[name="${name}"]`);
        if (stop.tag === "select") await chooseOption(page, 1);
        else await page.keyboard.type("secret médical");
      }
      return;
    case "short-answer":
      await to('input[name="text"]');
      return page.keyboard.type("messagerie sécurisée");
    case "number":
      await to('input[name="value"]');
      await page.keyboard.type("12");
      if (await page.evaluate(() => !document.querySelector('input[name="unit"]:checked'))) {
        await to('input[name="unit"]');
        await chooseRadio(page, "unit", 0);
      }
      return;
    case "simulator":
      return playToolByKeyboard(run, page, to);
    case "mailbox":
      for (const [at, name] of task.names.entries()) {
        // the line of the message: the first summary of the details that holds the field
        const opened = await page.evaluate((n) => {
          const message = document.querySelector(`input[name="${n}"]`).closest("details");
          message.querySelector("summary").dataset.e2e = n;
          return message.open;
        }, name);
        if (!opened || at === 0) await to(`summary[data-e2e="${name}"]`);
        if (!opened) await press(page, "Enter");
        must(await page.evaluate((n) => document.querySelector(`input[name="${n}"]`).closest("details").open, name), "Enter does not open a message");
        await to(`input[name="${name}"]`);
        await chooseRadio(page, name, at + turn);
      }
  }
}

/**
 * After an answer the focus is on the question, or on what is wrong; a page never begins with the focus nowhere. It is moved once the page
 * is there, which on a busy machine is a little later.
 */
export async function focusLanded(run, page) {
  const wanted = { question: ["#question", "the question"], refused: ['[role="alert"], [role="alert"] *', "what is wrong"] }[placeOf(page)];
  if (!wanted) return;
  const landed = await page.waitForFunction((s) => document.activeElement?.matches(s), wanted[0]).then(() => true, () => false);
  if (landed) return;
  const stop = await focused(page);
  run.problem(`after an answer the focus is on <${stop.tag} id="${stop.id ?? ""}">, not on ${wanted[1]}`);
}

/** Answers the question on the screen by keyboard, or says one does not know. */
export async function answerByKeyboard(run, page, { know = true } = {}) {
  const task = await taskOf(page);
  if (know) await fillByKeyboard(run, page, task);
  await tabTo(run, page, `button[name="act"][value="${know ? "answer" : "dont-know"}"]`, { where: task.kind });
  await leading(page, () => page.keyboard.press("Enter"));
  const place = placeOf(page);
  must(place !== "refused", `an answer by keyboard was refused (${task.kind}): ${task.question}`);
  await focusLanded(run, page);
  return { task, place };
}
