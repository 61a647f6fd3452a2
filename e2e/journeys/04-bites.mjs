import { answer, begin, button, goOn, keptAnswers, leading, placeOf, sessionOf, taskOf } from "../lib/answer.mjs";
import { journey, must } from "../lib/journey.mjs";
import { say } from "../lib/words.mjs";

journey("a positioning in bites pauses by itself when the bite is over, and goes on at the same question", async (run, world) => {
  // the second server: the same program and content, but a bite lasts a second, which no browser fills with a whole positioning
  const page = await run.visitor({ base: world.bitesBase });
  const id = await begin(page, { pace: "bites" });
  const first = await goOn(page);
  must(first.place === "pause", `no pause comes by itself (${first.place})`);
  run.check((await page.locator("main").innerText()).includes(say("pause-bite")), "the pause does not say that the bite is over");
  const before = await keptAnswers(page, id);
  must(before.length === first.answered, `${before.length} answers are kept of ${first.answered}`);

  // closed, and come back to by the home page
  await page.goto("about:blank");
  await page.goto("/");
  await leading(page, () => page.locator('form[action$="/reprendre"] button').click());
  must(placeOf(page) === "question" && sessionOf(page) === id, `going on leads to ${page.url()}`);
  must((await taskOf(page)).seq === first.answered + 1, "it does not go on where it stopped");
  let pauses = 1;
  let place = "question";
  while (place === "question") {
    ({ place } = await goOn(page));
    if (place !== "pause") break;
    pauses += 1;
    await leading(page, () => page.locator('form[action$="/reprendre"] button').click());
    place = placeOf(page);
  }
  must(place === "profile-form", `the end leads to ${page.url()}`);
  run.note(`${(await keptAnswers(page, id)).length} answers in ${pauses + 1} bites`);
});

journey("a positioning left on one device goes on on another by a link that works once", async (run) => {
  const one = await run.visitor();
  const id = await begin(one);
  await goOn(one, { questions: 3 });
  const { question } = await taskOf(one);
  await one.locator("header summary").click();
  await leading(one, () => button(one, "pause").click());
  must(placeOf(one) === "pause", `the pause leads to ${one.url()}`);
  await one.getByRole("link", { name: say("pause-device-link") }).click();
  await leading(one, () => one.getByRole("button", { name: say("device-make") }).click());
  const link = await one.getByLabel(say("device-link")).inputValue();
  must(await one.getByRole("img", { name: say("device-qr") }).isVisible(), "the link is not shown as a QR code");

  const other = await run.visitor({ width: 390, height: 680, phone: true });
  await other.goto(link);
  // looking does not use it up: software that scans messages looks too
  await other.reload();
  await leading(other, () => other.getByRole("button", { name: say("confirm-device-button") }).tap());
  await leading(other, () => other.locator(`main a[href*="${id}"]`).first().tap());
  if (placeOf(other) === "pause") await leading(other, () => other.locator('form[action$="/reprendre"] button').tap());
  const there = await taskOf(other);
  must(there.question === question, "another question waits on the other device");
  const press = (target) => target.tap();
  must((await answer(other, there, { press })) === "question", "the other device cannot answer");

  const third = await run.visitor();
  await third.goto(link);
  must(await third.getByRole("heading", { name: say("expired-title") }).isVisible(), "the link works twice");
  must((await third.locator(`a[href*="${id}"]`).count()) === 0, "a used link shows the session");

  // the first device finds what the second one did
  await one.goto(`/positionnement/${id}`);
  must((await taskOf(one)).seq === there.seq + 1, "the first device does not go on after the second");
  const end = await goOn(one);
  must(end.place === "profile-form", `the end leads to ${one.url()}`);
  must((await keptAnswers(other, id)).length === there.seq + end.answered, "the devices do not have the same answers");
});
