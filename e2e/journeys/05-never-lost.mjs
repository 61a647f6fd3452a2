import { answer, begin, button, fill, formOf, goOn, keptAnswers, leading, placeOf, taskOf } from "../lib/answer.mjs";
import { journey, must } from "../lib/journey.mjs";
import { say } from "../lib/words.mjs";

/** Answers until the question is of a simple kind, so that two different answers are easy to give. */
async function simple(page) {
  for (let place = "question"; place === "question"; ) {
    const task = await taskOf(page);
    if (["single-choice", "multiple-choice", "hot-text", "categorise", "matching"].includes(task.kind)) return task;
    place = await answer(page, task);
  }
  throw new Error("no simple question came");
}

for (const javaScriptEnabled of [true, false]) {
  journey(`a double click sends one answer, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async (run) => {
    const page = await run.visitor({ javaScriptEnabled });
    // the start too: one session, not two
    await page.goto("/");
    await page.locator('form[action="/positionnement"] button').dblclick();
    // the second click restarts the navigation, and `waitForURL` takes the first one's end for a failure: what counts is where it ends
    await page.locator('input[name="seq"]').first().waitFor({ state: "attached" });
    await page.waitForLoadState("networkidle");
    const id = page.url().match(/[0-9a-f-]{36}/)[0];
    const sent = [];
    page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
    for (let n = 1; n <= 4; n += 1) {
      const task = await taskOf(page);
      must(task.seq === n, `question ${task.seq} comes where ${n} is due`);
      await fill(page, task, { plain: !javaScriptEnabled });
      await button(page, "answer").dblclick();
      // the second click may restart the navigation: what counts is where it ends
      await page.locator(`input[name="seq"][value="${n + 1}"]`).waitFor({ state: "attached" });
      await page.waitForLoadState("networkidle");
    }
    const kept = await keptAnswers(page, id);
    must(kept.length === 4, `${kept.length} answers are kept of 4`);
    must(kept.every((a) => a.response !== null), "an answer was turned into “I don't know”");
    const own = await page.context().request.get("/compte/export").then((r) => r.json());
    must(own.sessions.length === 1, `a double click on the start began ${own.sessions.length} sessions`);
    run.note(`${sent.length} requests for 4 answers`);
  });
}

journey("going back and sending again neither loses nor doubles an answer", async (run) => {
  const page = await run.visitor();
  const id = await begin(page);
  await goOn(page, { questions: 2 });
  const before = await keptAnswers(page, id);
  await page.goBack({ waitUntil: "load" });
  // whatever the browser shows after going back, answering it goes on properly
  if (placeOf(page) === "refused") await page.goto(`/positionnement/${id}`);
  const task = await taskOf(page);
  await answer(page, task);
  await page.reload();
  must(placeOf(page) === "question", `after a reload the page is ${page.url()}`);
  const kept = await keptAnswers(page, id);
  must(kept.length === before.length || kept.length === before.length + 1, `${kept.length} answers after ${before.length}`);
  must(JSON.stringify(kept.slice(0, before.length)) === JSON.stringify(before), "an answer that was kept has changed");
  must((await taskOf(page)).seq === kept.length + 1, "the question on the screen is not the next one");
});

journey("a form of an earlier question, sent again, changes nothing and says so", async (run) => {
  const page = await run.visitor();
  const id = await begin(page);
  const task = await simple(page);
  const count = (await keptAnswers(page, id)).length;
  // the same question, opened twice before it is answered
  const stale = await page.context().newPage();
  const same = await page.context().newPage();
  await stale.goto(page.url());
  await same.goto(page.url());
  await fill(page, task, { turn: 0 });
  await fill(same, task, { turn: 0 });
  await fill(stale, task, { turn: 1 });
  if (["multiple-choice", "hot-text"].includes(task.kind)) await formOf(stale).locator("label").nth(1).click();
  await leading(page, () => button(page, "answer").click());
  const after = await keptAnswers(page, id);
  must(after.length === count + 1, "the answer is not kept");

  // another answer comes too late: it is told, and the next question is there
  await leading(stale, () => button(stale, "answer").click());
  must(placeOf(stale) === "question", `a late answer leads to ${stale.url()}`);
  run.check(await stale.getByRole("status").filter({ hasText: say("notice-already-answered") }).count(), "a late answer that differs is not told");
  must((await taskOf(stale)).seq === task.seq + 1, "after a late answer the next question does not come");
  // the same answer again goes on without a word
  await leading(same, () => button(same, "answer").click());
  must((await taskOf(same)).seq === task.seq + 1, "after the same answer the next question does not come");
  run.check(!(await same.getByRole("status").filter({ hasText: say("notice-already-answered") }).count()), "the same answer, sent again, is told as too late");
  must(JSON.stringify(await keptAnswers(page, id)) === JSON.stringify(after), "a late answer changed what was kept");
});

journey("two tabs that answer at the very same time give one answer", async (run) => {
  const page = await run.visitor();
  const id = await begin(page);
  const task = await simple(page);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await fill(page, task, { turn: 0 });
  await fill(other, task, { turn: 1 });
  await Promise.all([leading(page, () => button(page, "answer").click()), leading(other, () => button(other, "answer").click())]);
  for (const tab of [page, other]) must((await taskOf(tab)).seq === task.seq + 1, "a tab does not show the next question");
  must((await keptAnswers(page, id)).length === task.seq, "not exactly one answer is kept");
  await goOn(other, { questions: 1 });
  must((await keptAnswers(page, id)).length === task.seq + 1, "the other tab cannot go on");
});

journey("an answer sent while the line is cut is not lost: back, it is sent again", async (run) => {
  const page = await run.visitor();
  const id = await begin(page);
  await goOn(page, { questions: 1 });
  const task = await taskOf(page);
  const url = page.url();
  await fill(page, task);
  run.lineIsCut = true;
  await page.context().setOffline(true);
  const failed = page.waitForEvent("requestfailed", (request) => request.method() === "POST");
  await button(page, "answer").click();
  await failed;
  await page.context().setOffline(false);
  run.lineIsCut = false;
  must((await keptAnswers(page, id)).length === task.seq - 1, "an answer arrived over a line that was cut");
  await page.goBack({ waitUntil: "load" }).catch(() => {});
  if (!page.url().includes(id) || page.url().endsWith("/reponse")) await page.goto(url);
  const again = await taskOf(page);
  must(again.seq === task.seq && again.question === task.question, "another question is shown after the cut");
  must((await answer(page, again)) === "question", "the answer cannot be sent again");
  must((await keptAnswers(page, id)).length === task.seq, "the answer is not kept once");
});

journey("an answer whose reply was lost is kept once, and sending it again goes on", async (run) => {
  const page = await run.visitor();
  const id = await begin(page);
  const task = await simple(page);
  const url = page.url();
  const retry = await page.context().newPage();
  await retry.goto(url);
  await fill(page, task, { turn: 0 });
  await fill(retry, task, { turn: 0 });
  // the server gets the answer, the browser never hears of it
  run.lineIsCut = true;
  let arrived = 0;
  await page.route("**/reponse", async (route) => {
    const reply = await route.fetch({ maxRedirects: 0 });
    arrived = reply.status();
    await route.abort("connectionreset");
  });
  const failed = page.waitForEvent("requestfailed");
  await button(page, "answer").click();
  await failed;
  await page.unroute("**/reponse");
  must(arrived === 303, `the server answers ${arrived}`);
  run.lineIsCut = false;
  must((await keptAnswers(page, id)).length === task.seq, "the answer did not arrive");
  await leading(retry, () => button(retry, "answer").click());
  must((await taskOf(retry)).seq === task.seq + 1, "sent again, the next question does not come");
  run.check(!(await retry.getByRole("status").filter({ hasText: say("notice-already-answered") }).count()), "the same answer, sent again, is told as too late");
  must((await keptAnswers(retry, id)).length === task.seq, "the answer is doubled");
});
