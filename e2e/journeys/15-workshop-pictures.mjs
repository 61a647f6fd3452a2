import { KINDS, begin, dontKnow, fill, formOf, leading, placeOf, skipProfile, taskOf } from "../lib/answer.mjs";
import { journey, must } from "../lib/journey.mjs";
import { axe, everyWay } from "../lib/look.mjs";
import { say } from "../lib/words.mjs";
import { latestResult, signIn } from "./09-demo.mjs";

/** The team of the demonstration, whose accounts have the password of the demo account. */
const member = (world, name) => ({ email: `${name}@demo.socle.test`, password: world.demo.password });

journey("a learner reports a question and reads the answer beside it, without JavaScript", async (run, world) => {
  const learner = await run.visitor({ javaScriptEnabled: false });
  await signIn(learner, world.demo);
  const result = new URL(await latestResult(learner)).pathname;
  await learner.goto(`${result}/corrige`);
  await leading(learner, () => learner.locator('a[href$="/signaler/4"]').click());
  await leading(learner, () => learner.locator('button[value="send"]').click());
  must(await learner.getByRole("alert").isVisible(), "an empty report is not refused");
  const words = `La réponse dépend du service, ${Date.now()}`;
  await learner.locator('input[value="wrong"]').check();
  await learner.getByLabel(say("report-text")).fill(words);
  await leading(learner, () => learner.locator('button[value="send"]').click());
  must(learner.url().includes("/corrige"), `a report leads to ${learner.url()}`);
  must(await learner.getByText(say("notice-reported")).isVisible(), "nobody is thanked");

  const reviewer = await run.visitor({ javaScriptEnabled: false });
  await signIn(reviewer, member(world, "dominique.leroy"));
  await reviewer.goto("/atelier/signalements");
  await leading(reviewer, () => reviewer.locator("li", { hasText: words }).locator("a").first().click());
  must(!(await reviewer.content()).includes(world.demo.email), "the reporter's address is shown to the team");
  await reviewer.getByLabel(say("reports-answer"), { exact: true }).fill("Vous avez raison, merci.");
  await leading(reviewer, () => reviewer.locator('button[value="answer"]').click());
  must(await reviewer.getByText("Vous avez raison, merci.").isVisible(), "the answer is not kept");
  await learner.goto(`${result}/corrige`);
  must(await learner.getByText("Vous avez raison, merci.").isVisible(), "the learner does not read the answer");
});

/** What is filled in on the question's form. */
const filledIn = (page) => formOf(page).evaluate((form) => [...new FormData(form)].map(([name, value]) => `${name}=${value}`).sort());

journey("a report from the question on the table brings back what was typed, in every kind of task", async (run, world) => {
  const page = await run.visitor({ base: world.kindsBase });
  const missing = new Set(KINDS);
  // nobody meets a question twice within a year: ten positionings go through the whole bank
  for (let sessions = 0; sessions < 10 && missing.size; sessions += 1) {
    await begin(page);
    for (let place = "question"; place === "question"; place = await dontKnow(page)) {
      const task = await taskOf(page);
      if (!missing.delete(task.kind)) continue;
      const bare = await filledIn(page);
      await fill(page, task);
      const typed = await filledIn(page);
      must(typed.join() !== bare.join(), `nothing is filled in (${task.kind}): ${typed.join(", ")}`);
      const isBack = async (when) => {
        must((await taskOf(page)).question === task.question, `${when}, another question is on the table`);
        const found = await filledIn(page);
        must(found.join() === typed.join(), `${when}, what was typed is lost (${task.kind}): ${found.join(", ")}; not ${typed.join(", ")}`);
      };

      await leading(page, () => page.locator('button[value="report"]').click());
      if (missing.size === KINDS.length - 1) await axe(run, page, "a report from the question on the table");
      must((await page.locator('input[value="wrong"]').count()) === 0, "the form asks for what nobody can know yet");
      await page.locator('input[value="unclear"]').check();
      await leading(page, () => page.locator('button[value="send"]').click());
      must(await page.getByText(say("notice-reported")).isVisible(), `nobody is thanked (${task.kind})`);
      await isBack("after a report");
      await leading(page, () => page.locator('button[value="report"]').click());
      await leading(page, () => page.locator('button[value="back"]').click());
      await isBack("on the way back");
    }
    // from the form about oneself to the home page: nothing of a session is left open
    if (placeOf(page) === "profile-form") await skipProfile(page);
  }
  must(!missing.size, `kinds of task that were not met: ${[...missing].join(", ")}`);
});

journey("the bank, its measures, its reports and its calibrations are accessible and fit", async (run, world) => {
  const page = await run.visitor();
  await signIn(page, member(world, "claude.bernard"));
  for (const [name, path] of [["reports", "/atelier/signalements"], ["bank", "/atelier/banque"], ["look-at", "/atelier/banque/a-regarder"], ["calibrations", "/atelier/calibrage"]]) {
    const response = await page.goto(path);
    must(response.status() === 200, `${path} answers ${response.status()}`);
    await everyWay(run, page, `workshop-${name}`);
  }
  await page.goto("/atelier/signalements?etat=all");
  await leading(page, () => page.locator(".report-list a").first().click());
  await everyWay(run, page, "workshop-report");
  const id = await page.locator('main a[href^="/atelier/questions/"]').first().getAttribute("href");
  await page.goto(`${id}/mesures`);
  await everyWay(run, page, "workshop-measures");
});

journey("the heat map and the filters are reached by keyboard alone", async (run, world) => {
  const page = await run.visitor();
  await signIn(page, member(world, "claude.bernard"));
  await page.goto("/atelier/banque");
  const region = page.locator('.table-scroll[tabindex]').nth(1);
  await region.focus();
  must(await region.evaluate((e) => e === document.activeElement), "a table that scrolls cannot be reached by keyboard");
  await page.goto("/atelier/signalements");
  await page.locator("#f-q").focus();
  await page.keyboard.type("rien de tel");
  await leading(page, () => page.keyboard.press("Enter"));
  must(await page.getByText(say("reports-none")).isVisible(), "a search that finds nothing does not say so");
});
