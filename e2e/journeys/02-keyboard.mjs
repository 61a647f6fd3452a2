import { KINDS, leading, placeOf, sessionOf, keptAnswers, taskOf, button } from "../lib/answer.mjs";
import { journey, must } from "../lib/journey.mjs";
import { answerByKeyboard, focusLanded, focused, tabTo } from "../lib/keyboard.mjs";
import { say } from "../lib/words.mjs";

journey("whole positionings are taken with the keyboard alone, every kind of task included", async (run, world) => {
  const page = await run.visitor({ base: world.kindsBase });
  const go = (key) => leading(page, () => page.keyboard.press(key));
  const times = new Map(KINDS.map((kind) => [kind, 0]));
  const missing = () => KINDS.filter((kind) => !times.get(kind));
  let sessions = 0;

  await page.goto("/");
  await page.keyboard.press("Tab");
  must((await focused(page)).words.includes(say("skip-to-content")), "the first stop is not the link to the content");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "contenu");

  // nobody meets a question twice within a year: ten positionings go through the whole bank
  for (; sessions < 10 && missing().length; sessions += 1) {
    if (sessions) await page.goto("/");
    await tabTo(run, page, 'input[name="pace"]');
    await tabTo(run, page, 'form[action="/positionnement"] button', { where: "home" });
    await go("Enter");
    must(placeOf(page) === "question", `the start leads to ${page.url()}`);
    await focusLanded(run, page);
    const id = sessionOf(page);

    if (!sessions) {
      // the pause, there and back
      await tabTo(run, page, "header summary", { back: true, where: "question" });
      await page.keyboard.press("Enter");
      await tabTo(run, page, 'form[action$="/pause"] button', { where: "menu" });
      await go("Enter");
      must(placeOf(page) === "pause", `the pause leads to ${page.url()}`);
      await tabTo(run, page, 'form[action$="/reprendre"] button', { where: "pause" });
      await go("Enter");
      await focusLanded(run, page);
      // nothing filled in
      while ((await taskOf(page)).kind === "ordering") await answerByKeyboard(run, page);
      await tabTo(run, page, 'button[value="answer"]', { where: "question" });
      await go("Enter");
      must(placeOf(page) === "refused", "an empty answer is not refused");
      await focusLanded(run, page);
    }

    let place = "question";
    let answered = 0;
    while (place !== "profile-form" && place !== "result") {
      const { kind } = await taskOf(page);
      // in the first one all is answered; later what was met often enough is passed
      const done = await answerByKeyboard(run, page, { know: !sessions || times.get(kind) < 2 });
      times.set(kind, times.get(kind) + 1);
      place = done.place;
      answered = done.task.seq;
    }
    if (place === "profile-form") {
      await tabTo(run, page, 'button[value="skip"]', { where: "form about oneself" });
      await go("Enter");
    }
    must(placeOf(page) === "result", `the end leads to ${page.url()}`);
    must((await keptAnswers(page, id)).length === answered, "not every answer was kept");
    if (!sessions) {
      await tabTo(run, page, 'a[href$="/corrige"]', { where: "result" });
      await go("Enter");
      must((await page.locator("main article").count()) === answered, "the review does not show every question");
    }
  }
  run.note(`${sessions} positionings; ${KINDS.map((kind) => `${kind} ${times.get(kind)}`).join(", ")}`);
  must(!missing().length, `never met: ${missing().join(", ")}`);
});

journey("Enter in a text field sends the answer, as everywhere on the web", async (run) => {
  const page = await run.visitor();
  const typed = new Set(["short-answer", "number"]);
  for (let sessions = 0; sessions < 10; sessions += 1) {
    await page.goto("/");
    await leading(page, () => page.locator('form[action="/positionnement"] button').click());
    for (let place = "question"; place === "question"; ) {
      const task = await taskOf(page);
      if (typed.has(task.kind)) {
        await page.locator(`input[name="${task.names[0]}"]`).focus();
        await page.keyboard.type(task.kind === "number" ? "12" : "messagerie");
        const unit = page.locator('input[name="unit"]');
        if (task.kind === "number" && !(await page.locator('input[name="unit"]:checked').count())) await page.locator("label").filter({ has: unit }).first().click();
        await page.locator(`input[name="${task.names[0]}"]`).focus();
        await leading(page, () => page.keyboard.press("Enter"));
        must(placeOf(page) !== "pause", `Enter in the field (${task.kind}) makes a pause and throws the answer away`);
        must((await keptAnswers(page, sessionOf(page))).at(-1)?.seq === task.seq, "Enter did not send the answer");
        return;
      }
      await leading(page, () => button(page, "dont-know").click());
      place = placeOf(page);
    }
  }
  throw new Error("no question with a text field was met");
});

journey("Enter in the password field signs in with the password", async (run, world) => {
  const page = await run.visitor();
  await page.goto("/connexion");
  await page.getByLabel(say("email-label")).focus();
  await page.keyboard.type(world.demo.email);
  await tabTo(run, page, "main summary", { where: "sign-in" });
  await page.keyboard.press("Enter");
  await tabTo(run, page, 'input[name="password"]', { where: "sign-in" });
  await page.keyboard.type(world.demo.password);
  await leading(page, () => page.keyboard.press("Enter"));
  must(new URL(page.url()).pathname === "/compte", `Enter in the password field leads to ${page.url()} (“${await page.locator("h1").innerText()}”)`);
});
