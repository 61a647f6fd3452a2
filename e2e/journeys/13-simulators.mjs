import { button, dontKnow, keptAnswers, leading, placeOf, sessionOf } from "../lib/answer.mjs";
import { journey, must } from "../lib/journey.mjs";
import { answerByKeyboard, focused } from "../lib/keyboard.mjs";
import { look } from "../lib/look.mjs";
import { controlsOf, playTool } from "../lib/simulator.mjs";

const SKINS = ["patient-record", "secure-messaging", "browser", "settings", "video-consultation", "smartphone", "spreadsheet", "incident-cell", "chart"];

/** Begins a positioning in a bank of simulators, and passes until the one of this skin is there. */
async function reach(page, skin) {
  await page.goto("/");
  await leading(page, () => page.locator('form[action="/positionnement"] button').click());
  for (let passed = 0; passed < SKINS.length; passed += 1) {
    if (await page.locator(`job-tool.skin-${skin}`).count()) return;
    must((await dontKnow(page)) === "question", `no simulator of the skin ${skin} was met`);
  }
  throw new Error(`no simulator of the skin ${skin} was met`);
}

/** The steps that were kept of the answer just given. */
async function keptSteps(page, id) {
  const answer = (await keptAnswers(page, id)).at(-1);
  must(answer?.response?.kind === "simulator", `what was kept is ${JSON.stringify(answer?.response)}`);
  return answer.response.steps;
}

/** Each control that was touched has its step, the turns in their order at the end. */
function allTold(run, controls, steps, where) {
  const names = steps.map((step) => `do-${step.on}`);
  for (const control of controls) run.check(names.includes(control.name), `${control.name} (${control.what}) was touched and is not in the answer, ${where}`);
  const turns = controls.filter((control) => control.what === "turn").map((control) => control.name);
  if (turns.length) run.check(names.slice(-turns.length).join() === turns.join(), `the turns are ${names.join(", ")}, not ${turns.join(", ")}, ${where}`);
}

for (const skin of SKINS) {
  journey(`the simulator ${skin} fits a phone, passes axe, and is played with the keyboard alone`, async (run, world) => {
    const page = await run.visitor({ base: world.toolsBase });
    await reach(page, skin);
    for (const [width, colorScheme] of [[320, "light"], [390, "dark"], [1280, "light"], [1280, "dark"]]) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const tabs = page.locator('job-tool [role="tab"]');
      for (let at = 0; at < Math.max(await tabs.count(), 1); at += 1) {
        if (await tabs.count()) await tabs.nth(at).click();
        await look(run, page, `${skin}, screen ${at + 1}, at ${width} px, ${colorScheme}`);
        await page.screenshot({ path: `${run.world.out}/simulator-${skin}-${at + 1}-${width}-${colorScheme}.png`, fullPage: true, animations: "disabled" });
      }
      if (await tabs.count()) await tabs.first().click();
    }
    // from the top again, by keyboard
    await page.reload();
    const controls = await controlsOf(page);
    const id = sessionOf(page);
    const { place } = await answerByKeyboard(run, page);
    must(["question", "profile-form", "result"].includes(place), `the answer leads to ${page.url()}`);
    allTold(run, controls, await keptSteps(page, id), "by keyboard");
  });

  journey(`the simulator ${skin} is played without JavaScript, every screen at once`, async (run, world) => {
    const page = await run.visitor({ base: world.toolsBase, javaScriptEnabled: false, width: 320, height: 700 });
    await reach(page, skin);
    const id = sessionOf(page);
    // nothing was done: nothing is lost, and it is said
    await leading(page, () => button(page, "answer").click());
    must(placeOf(page) === "refused", `an untouched simulator leads to ${page.url()}`);
    const controls = await playTool(page, { plain: true });
    await leading(page, () => button(page, "answer").click());
    if (placeOf(page) === "refused") throw new Error(`a whole answer is refused: ${await page.locator(".error-summary").innerText()}`);
    allTold(run, controls, await keptSteps(page, id), "without JavaScript");
  });
}

journey("in a simulator what was done is listed, undone line by line, and forgotten by the answer", async (run, world) => {
  const page = await run.visitor({ base: world.toolsBase });
  await reach(page, "incident-cell");
  const id = sessionOf(page);
  await playTool(page);
  const lines = page.locator(".tool-step");
  const before = await lines.count();
  must(before > 3, `${before} lines are listed`);
  const first = await lines.first().locator("span").innerText();
  await lines.first().locator("button").click();
  must((await lines.count()) === before - 1, "undoing a line does not take it away");
  run.check(await page.evaluate(() => document.activeElement?.matches(".tool-step button")), `after an undo the focus is on <${(await focused(page)).tag}>`);
  const said = await page.locator("job-tool > [role=status]").innerText();
  run.check(said.includes(first.split(" : ")[0].trim()), `an undo says “${said}”`);
  const turns = await page.locator("job-tool select").evaluateAll((all) => all.map((s) => s.value).filter(Boolean).sort());
  run.check(turns.join() === turns.map((_, at) => String(at + 1)).join(), `after an undo the turns are ${turns.join(", ")}`);
  const kept = await page.locator("job-tool select").evaluateAll((all) => all.filter((s) => s.value).sort((a, b) => a.value - b.value).map((s) => s.name.slice(3)));
  await leading(page, () => button(page, "answer").click());
  const steps = await keptSteps(page, id);
  run.check(steps.filter((step) => step.value === "done").map((step) => step.on).join() === kept.join(), `the answer has ${JSON.stringify(steps)}`);
});

journey("in a spreadsheet rows are sorted and filtered, and the answer names the same row", async (run, world) => {
  const page = await run.visitor({ base: world.toolsBase });
  await reach(page, "spreadsheet");
  const id = sessionOf(page);
  const pick = page.locator(".tool-control:has(.rows-picked)");
  const name = await pick.locator("input[name]").first().getAttribute("name");
  const rows = pick.locator("tbody tr");
  const last = rows.last();
  const value = await last.locator("input").inputValue();
  const words = await last.locator("td").nth(1).locator("label").evaluate((label) => label.firstChild.textContent);
  await pick.locator(".tool-sort").nth(1).click();
  await pick.locator(".tool-sort").nth(1).click();
  run.check((await pick.locator('[aria-sort="descending"]').count()) === 1, "a sorted column does not say so");
  await pick.locator(".tool-filter").fill(words);
  must((await rows.filter({ visible: true }).count()) < (await rows.count()), "the filter hides no row");
  await pick.locator(".tool-filter").press("Enter");
  must(page.url().includes("/positionnement/"), "Enter in the filter leads away");
  await pick.locator(`label[for="${await pick.locator(`input[value="${value}"]`).getAttribute("id")}"]`).click();
  await leading(page, () => button(page, "answer").click());
  const steps = await keptSteps(page, id);
  run.check(steps.length === 1 && `do-${steps[0].on}` === name && steps[0].value === value, `the answer has ${JSON.stringify(steps)}, not ${name} = ${value}`);
});
