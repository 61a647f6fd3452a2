// Whatever a step of a module is: on a phone and a desk with axe, and done with the keyboard alone. The sorts are read from the content, so that a new one
// is met here before anybody meets it.
import { leading, taskOf } from "../lib/answer.mjs";
import { journey, must } from "../lib/journey.mjs";
import { fillByKeyboard, tabTo } from "../lib/keyboard.mjs";
import { axe, fits, look } from "../lib/look.mjs";
import { everyModule, everySortOfStep } from "../lib/modules.mjs";

/** What leads from a step to the next. */
const NEXT = ".step-nav .button-primary";

/** Goes to a control by keyboard and presses it, which leads to another page. */
async function act(run, page, selector, where) {
  await tabTo(run, page, selector, { where });
  await leading(page, () => page.keyboard.press("Enter"));
}

/** What is done at each kind of step, with the keyboard alone; it ends on another page. */
const BY_KEYBOARD = {
  async question(run, page, where) {
    await fillByKeyboard(run, page, await taskOf(page));
    await act(run, page, 'button[value="answer"]', where);
    must(await page.locator("#corrige").isVisible(), `no correction: ${(await page.locator(".error-summary").allInnerTexts()).join()} (${where})`);
    run.check(await page.evaluate(() => document.activeElement?.id === "corrige"), `after an answer the focus is not on what was right, ${where}`);
    await look(run, page, `${where}, corrected`);
    await act(run, page, NEXT, where);
  },
  async cards(run, page, where) {
    await tabTo(run, page, ".flash-turn > summary", { where });
    await page.keyboard.press("Enter");
    must(await page.locator(".flash-back").isVisible(), `Enter does not turn a card (${where})`);
    await axe(run, page, `${where}, turned`);
    await act(run, page, '.flash-grades button[value="hard"]', where);
  },
  async video(run, page, where) {
    await tabTo(run, page, "a[data-at]", { where });
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.tagName === "VIDEO");
    await page.locator("video").evaluate((video) => video.pause());
    await act(run, page, NEXT, where);
  },
  async practice(run, page, where) {
    await tabTo(run, page, "textarea", { where });
    await page.keyboard.type("Demain, ");
    await act(run, page, 'button[value="finish"]', where);
  },
  async reading(run, page, where) {
    await act(run, page, NEXT, where);
  },
};

/** The steps of some sorts. */
async function walked(run, page, sorts) {
  for (const { sort, module, step } of sorts) {
    const where = `${sort} (${module}, ${step})`;
    await page.goto(`/progresser/modules/${module}/${step}`);
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await look(run, page, `${where} at ${width} px`);
      await page.screenshot({ path: `${run.world.out}/step-${sort.replace(/[^a-z]+/g, "-")}-${width}.png`, fullPage: true, animations: "disabled" });
    }
    await (BY_KEYBOARD[sort.split(",")[0]] ?? BY_KEYBOARD.reading)(run, page, where);
    must(new URL(page.url()).pathname.startsWith(`/progresser/modules/${module}/`), `${where} leads to ${page.url()}`);
  }
}

journey("every sort of reading step in the modules fits, passes axe, and is done with the keyboard alone", async (run) => {
  const sorts = (await everySortOfStep()).filter(({ sort }) => !sort.startsWith("question"));
  must(sorts.length >= 8, `only ${sorts.map(({ sort }) => sort).join("; ")}`);
  await walked(run, await run.visitor(), sorts);
  run.note(`${sorts.length} sorts: ${sorts.map(({ sort }) => sort).join("; ")}`);
});

journey("every sort of question in the modules fits, passes axe, and is answered with the keyboard alone", async (run) => {
  const sorts = (await everySortOfStep()).filter(({ sort }) => sort.startsWith("question"));
  must(sorts.length >= 8, `only ${sorts.map(({ sort }) => sort).join("; ")}`);
  await walked(run, await run.visitor(), sorts);
  run.note(`${sorts.length} sorts: ${sorts.map(({ sort }) => sort.replace("question, ", "")).join("; ")}`);
});

journey("every module has a page to be printed that passes axe and fits a phone", async (run) => {
  const page = await run.visitor({ width: 320 });
  for (const module of await everyModule()) {
    await page.goto(`/progresser/modules/${module}/imprimer`);
    await fits(run, page, `${module}, to be printed`);
    await axe(run, page, `${module}, to be printed`);
  }
});
