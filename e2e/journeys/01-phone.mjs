import { answer, begin, button, fill, leading, placeOf, skipProfile, taskOf } from "../lib/answer.mjs";
import { journey, must } from "../lib/journey.mjs";
import { fits, look } from "../lib/look.mjs";

const press = (target) => target.tap();

for (const width of [320, 390]) {
  journey(`a nurse with a phone of ${width} px finds out where she stands, without an account`, async (run) => {
    const page = await run.visitor({ width, height: 680, phone: true });
    const see = (where) => look(run, page, `${where} at ${width} px`);
    await page.goto("/");
    await see("home");
    await begin(page, { press });

    const met = new Set();
    let answered = 0;
    let paused = false;
    for (let place = "question"; place === "question"; answered += 1) {
      const task = await taskOf(page);
      if (!met.has(task.kind)) {
        met.add(task.kind);
        await see(`question (${task.kind})`);
        // an order that nobody touched is an answer, since the list shows one; all the rest must be filled in
        if (task.kind !== "ordering") {
          await leading(page, () => press(button(page, "answer")));
          must(placeOf(page) === "refused", `an empty answer is not refused (${task.kind})`);
          await page.getByRole("alert").waitFor();
          await see(`refused answer (${task.kind})`);
        }
        await fill(page, task, { press });
        await fits(run, page, `filled question (${task.kind}) at ${width} px`);
      }
      if (answered === 4) {
        await press(page.locator("header summary"));
        await see("question with its menu open");
        await leading(page, () => press(button(page, "pause")));
        must(placeOf(page) === "pause", `a pause leads to ${page.url()}`);
        await see("pause");
        await leading(page, () => press(page.locator('form[action$="/reprendre"] button')));
        must((await taskOf(page)).seq === task.seq, "after a pause another question is asked");
        paused = true;
        await press(page.locator("header summary"));
        await leading(page, () => press(page.locator('header a[href$="/terminer"]')));
        await see("confirmation of the end");
        await leading(page, () => press(page.locator('main a[href*="/positionnement/"]')));
      }
      place = await answer(page, task, { press });
      must(place !== "refused", `an answer was refused (${task.kind}): ${task.question}`);
      if (place !== "question") must(place === "profile-form", `the end leads to ${page.url()}`);
      if (place === "profile-form") break;
    }
    answered += 1;
    must(paused && answered >= 15 && answered <= 20, `${answered} questions were asked`);

    await see("form about oneself");
    await skipProfile(page, { press });
    await see("result");
    must((await page.getByRole("heading", { level: 3 }).count()) >= 5, "the result does not name five domains");
    run.check(await page.locator("header", { hasText: `${answered} questions` }).count(), `the result does not say that ${answered} questions were answered`);

    await leading(page, () => press(page.locator('a[href$="/corrige"]').first()));
    await see("review of the answers");
    const reviewed = await page.locator("main article").count();
    must(reviewed === answered, `the review shows ${reviewed} questions of ${answered}`);
    run.note(`${answered} questions; kinds met: ${[...met].sort().join(", ")}`);
  });
}
