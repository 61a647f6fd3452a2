import { answer, begin, button, dontKnow, KINDS, keptAnswers, leading, placeOf, skipProfile, taskOf } from "../lib/answer.mjs";
import { journey, must } from "../lib/journey.mjs";

journey("whole positionings are taken without JavaScript, every kind of task included", async (run, world) => {
  const page = await run.visitor({ base: world.kindsBase, javaScriptEnabled: false });
  const times = new Map(KINDS.map((kind) => [kind, 0]));
  const missing = () => KINDS.filter((kind) => !times.get(kind));
  let sessions = 0;
  for (; sessions < 10 && missing().length; sessions += 1) {
    const id = await begin(page);
    let answered = 0;
    for (let place = "question"; place === "question"; answered += 1) {
      const task = await taskOf(page);
      if (!times.get(task.kind)) {
        await leading(page, () => button(page, "answer").click());
        must(placeOf(page) === "refused", `an empty answer is not refused (${task.kind})`);
        must(await page.getByRole("alert").isVisible(), `a refused answer is not told (${task.kind})`);
      }
      place = !sessions || times.get(task.kind) < 2 ? await answer(page, task, { plain: true }) : await dontKnow(page);
      must(place !== "refused", `an answer was refused (${task.kind}): ${task.question}`);
      times.set(task.kind, times.get(task.kind) + 1);
      if (place === "profile-form") await skipProfile(page);
    }
    must(placeOf(page) === "result", `the end leads to ${page.url()}`);
    must((await keptAnswers(page, id)).length === answered, "not every answer was kept");
  }
  run.note(`${sessions} positionings; ${KINDS.map((kind) => `${kind} ${times.get(kind)}`).join(", ")}`);
  must(!missing().length, `never met: ${missing().join(", ")}`);
});

journey("a refused answer keeps what was already filled in, without JavaScript too", async (run) => {
  const page = await run.visitor({ javaScriptEnabled: false });
  for (let sessions = 0; sessions < 4; sessions += 1) {
    await begin(page);
    for (let place = "question"; place === "question"; ) {
      const task = await taskOf(page);
      if (["matching", "ordering", "gaps"].includes(task.kind) && task.names.length > 1) {
        const field = page.locator(`[name="${task.names[0]}"]`);
        if ((await field.evaluate((e) => e.tagName)) === "SELECT") {
          await field.selectOption({ index: 2 });
          const value = await field.inputValue();
          await leading(page, () => button(page, "answer").click());
          if (placeOf(page) === "refused") {
            must((await page.locator(`[name="${task.names[0]}"]`).inputValue()) === value, `the refused answer is forgotten (${task.kind})`);
            must((await answer(page, task, { plain: true })) !== "refused", "completed, it is refused again");
            return;
          }
          place = placeOf(page);
          continue;
        }
      }
      place = await dontKnow(page);
    }
  }
  throw new Error("no half-filled answer was refused in four positionings");
});
