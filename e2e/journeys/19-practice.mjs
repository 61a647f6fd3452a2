import { finished, leading } from "../lib/answer.mjs";
import { journey, must } from "../lib/journey.mjs";
import { axe, fits } from "../lib/look.mjs";
import { linkOf } from "../lib/smtp.mjs";
import { say } from "../lib/words.mjs";

const DAY = 86_400_000_000;
const inMain = (page) => page.locator("main").innerText();
const beginRound = (page) => leading(page, () => page.locator('main form[action="/progresser/revoir"] button').first().click());

/** Goes through a module by its forms, as its pages send them: what they look like has a journey of its own. */
async function throughModule(page, path) {
  const post = (to, form) => page.request.post(to, { form, maxRedirects: 0 });
  await post(path, {});
  for (let n = 1; n < 40; n += 1) {
    const step = await page.request.get(`${path}/${n}`);
    if (!step.ok() || !new URL(step.url()).pathname.endsWith(`/${n}`)) return;
    const seed = (await step.text()).match(/name="seed" value="(-?\d+)"/)?.[1] ?? "0";
    await post(`${path}/${n}`, { act: "dont-know", seed });
    for (let card = 0; card < 6; card += 1) await post(`${path}/${n}`, { act: "grade", card: String(card), grade: "good" });
    await post(`${path}/${n}`, { act: "continue" });
    await post(`${path}/${n}`, { act: "finish" });
  }
}

/** Plays a round with the pointer or the keyboard; gives how many cards and questions there were. */
async function playRound(run, page, { keyboard = false, looked } = {}) {
  let [cards, questions] = [0, 0];
  for (let things = 0; things < 40; things += 1) {
    if (new URL(page.url()).pathname.endsWith("/fin")) return { cards, questions };
    if (await page.locator("[data-flashcard]").count()) {
      must(!(await page.locator(".flashcard-back").count()), "the answer of a card is shown with its question");
      if (looked && !looked.has("front")) await axe(run, page, "front of a card");
      looked?.add("front");
      await leading(page, () => (keyboard ? page.keyboard.press("Space") : page.locator("[data-turn]").click()));
      must(await page.locator(".flashcard-back").isVisible(), "the card does not turn");
      if (looked && !looked.has("back")) {
        await axe(run, page, "back of a card");
        await fits(run, page, "back of a card");
        await page.screenshot({ path: `${run.world.out}/practice-card.png` });
      }
      looked?.add("back");
      await leading(page, () => (keyboard ? page.keyboard.press("3") : page.locator('button[value="good"]').click()));
      cards += 1;
    } else {
      await leading(page, () => page.locator('main button[value="dont-know"]').click());
      must(await page.locator("#corrige").count(), "what was right is not shown once it is answered");
      if (looked && !looked.has("question")) await axe(run, page, "a corrected question");
      looked?.add("question");
      await leading(page, () => page.locator("main a.button-primary").last().click());
      questions += 1;
    }
  }
  throw new Error("a round without end");
}

journey("from a result to a module in two taps, and a week of flashcards on a clock that is moved", (run, world) => world.withClock(async ({ base, move }) => {
  const page = await run.visitor({ base, width: 390, height: 844, phone: true });
  await finished(page);
  const first = page.locator(".result-first a.button-primary");
  must(await first.isVisible(), "the result proposes no module");
  await fits(run, page, "result with its first step");
  await page.screenshot({ path: `${world.out}/practice-result.png` });
  await leading(page, () => first.tap());
  const module = new URL(page.url()).pathname;
  must(/^\/progresser\/modules\/[a-z0-9-]+$/.test(module), `the first step leads to ${page.url()}`);
  await leading(page, () => page.locator(`main form[action="${module}"] button, main a[href="${module}/1"]`).first().tap());
  must(new URL(page.url()).pathname === `${module}/1`, `the second tap leads to ${page.url()}`);
  await throughModule(page, module);

  await page.goto("/progresser");
  must(!(await page.locator(`.step-card a[href="${module}"]`).count()), "a module that was done is proposed again");
  await axe(run, page, "home of learning");
  await fits(run, page, "home of learning");
  await page.screenshot({ path: `${world.out}/practice-path.png`, fullPage: true });

  const looked = new Set();
  const days = [];
  for (let day = 1; day <= 7; day += 1) {
    move(day * DAY);
    await page.goto("/progresser/revoir");
    const button = page.locator('main form[action="/progresser/revoir"] button');
    if (!(await button.count())) {
      days.push(0);
      continue;
    }
    await leading(page, () => button.click());
    const { cards, questions } = await playRound(run, page, { keyboard: day % 2 === 0, looked });
    days.push(cards + questions);
    must((await page.locator(".back-list li").count()) === cards + questions, "the end does not say of everything when it comes back");
    if (day === 1) await axe(run, page, "end of a round");
  }
  must(days.filter(Boolean).length >= 3, `too little came back: ${days.join(", ")}`);
  must(looked.has("back"), "no flashcard came back within the week");
  run.note(`seen again, day by day: ${days.join(", ")}`);

  // a month away: no reproach
  move(40 * DAY);
  await page.goto("/progresser");
  must(await page.locator(".due").isVisible(), "after a month nothing comes back");
  must(!/retard|manqué|série/i.test(await inMain(page)), "somebody who was away is reproached with it");
}));

journey("I know this: two or three questions, with forms alone", async (run, world) => {
  const page = await run.visitor({ width: 320, height: 700, javaScriptEnabled: false });
  await page.goto("/progresser");
  await fits(run, page, "home of learning of a stranger, 320 px");
  await leading(page, () => page.locator(".step-known").first().click());
  await fits(run, page, "claim, 320 px");
  await leading(page, () => page.locator('main form[action^="/progresser/je-sais/"] button').click());
  for (let questions = 0; questions < 2; questions += 1) {
    await fits(run, page, "question of a claim, 320 px");
    await leading(page, () => page.locator('main button[value="dont-know"]').click());
    must(await page.locator("#corrige").count(), "what was right is not shown");
    if (!questions) await leading(page, () => page.locator("main a.button-primary").click());
  }
  must((await inMain(page)).includes(say("claim-not-held-title")), "two answers that are not known do not decide");
  await page.goBack();
  await page.reload();
  await leading(page, () => page.locator('main a[href="/progresser"]').first().click());
  must(await page.locator(".step-card").count(), "the path is gone");
});

journey("reminders: an address, days and an hour, and one click that stops them", (run, world) => world.withClock(async ({ base, move }) => {
  const page = await run.visitor({ base });
  const address = `rappels.${process.pid}@ehpad.example`;
  await page.goto("/progresser/rappels");
  await axe(run, page, "reminders without an address");
  await finished(page);
  await page.goto("/progresser/rappels");
  await page.locator('main input[name="email"]').fill(address);
  await leading(page, () => page.locator('main form[action="/compte/email"] button').click());
  await page.goto(linkOf(await world.mails.mailTo(address)));
  await leading(page, () => page.locator('main form[action^="/connexion/lien/"] button').click());
  await page.goto("/progresser/revoir");
  await beginRound(page);
  await playRound(run, page);

  await page.goto("/progresser/rappels");
  for (const box of await page.locator('input[name="jours"]').all()) await box.uncheck();
  await leading(page, () => page.locator("main button.button-primary").click());
  must(await page.locator("#e-jours").count(), "reminders on no day are not refused");
  for (const box of await page.locator('input[name="jours"]').all()) await box.check();
  await leading(page, () => page.locator("main button.button-primary").click());
  must(await page.getByRole("status").count(), "nothing says that it is kept");
  await axe(run, page, "reminders");

  // the next days at noon and after, until the hour is met: what was forgotten comes back the next day
  const minute = 60_000_000;
  const now = new Date().toLocaleTimeString("fr-FR", { timeZone: "Europe/Paris", hour12: false }).split(":").map(Number);
  move(2 * DAY + (12 * 60 + 31 - (now[0] * 60 + now[1])) * minute);
  const mail = await world.mails.mailTo(address, 2);
  must(/^List-Unsubscribe: <http.*\/rappels\/[\w-]+>/m.test(mail.raw) && /^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m.test(mail.raw), `the mail has no heads that stop it:\n${mail.raw}`);
  const stop = new URL(mail.raw.match(/^List-Unsubscribe: <(.*)>/m)[1]);
  const anybody = await run.visitor({ base });
  await anybody.goto(stop.pathname);
  await axe(run, anybody, "stop reminders");
  await leading(anybody, () => anybody.locator("main form button").click());
  must((await inMain(anybody)).includes(say("stop-done-text")), "nothing says that reminders are stopped");
  await page.goto("/progresser/rappels");
  must((await inMain(page)).includes(say("reminders-were-on")), "the account does not know that they are stopped");
}));
