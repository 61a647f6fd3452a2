// Answering, as people do: with a finger or a mouse, with forms alone, with the keyboard alone. What is to be answered
// is told from the names of the form's fields, which are also what the server reads.
import { must } from "./journey.mjs";
import { playTool } from "./simulator.mjs";

/** The eleven kinds of task, by what their fields are called. */
export const KINDS = ["single-choice", "multiple-choice", "ordering", "matching", "categorise", "gaps", "short-answer", "number", "hot-text", "mailbox", "simulator"];
const BY_NAME = [
  [/^choice$/, "single-choice"], [/^choices$/, "multiple-choice"], [/^position-/, "ordering"], [/^pair-/, "matching"], [/^place-/, "categorise"],
  [/^gap-/, "gaps"], [/^text$/, "short-answer"], [/^value$/, "number"], [/^spots$/, "hot-text"], [/^action-/, "mailbox"], [/^do-/, "simulator"],
];

/** The kind of task that has a field of this name. */
export const kindOf = (name) => BY_NAME.find(([sign]) => sign.test(name))?.[1];

/** The form of the question. */
export const formOf = (page) => page.locator("form#reponse");

/** What is asked: its kind, the names of its fields in order, its number, and its text. */
export async function taskOf(page) {
  const found = await formOf(page).evaluate((form) => ({
    names: [...new Set([...form.elements].map((e) => e.name).filter(Boolean))],
    // a question of a module has no number
    seq: Number(form.elements.seq?.value ?? 1),
    question: form.querySelector("legend").textContent.trim(),
  }));
  const names = found.names.filter(kindOf);
  const kind = kindOf(names[0] ?? "");
  must(kind, `a task of no known kind: ${found.names.join(", ")}`);
  return { kind, names, seq: found.seq, question: found.question };
}

/** Does something that leads to another page, and waits until that page is there. */
export async function leading(page, act) {
  const there = page.waitForNavigation({ waitUntil: "load" });
  there.catch(() => undefined); // said below, by whoever awaits it; not by the process
  await act();
  await there;
}

/** Where the answer led: `question`, `refused`, `pause`, `profile-form` or `result`. */
export function placeOf(page) {
  const path = new URL(page.url()).pathname;
  if (path.endsWith("/reponse")) return "refused";
  if (path.endsWith("/pause")) return "pause";
  if (path === "/vous") return "profile-form";
  if (path.startsWith("/resultat/")) return "result";
  must(/^\/positionnement\/[0-9a-f-]{36}$/.test(path), `not a page of a positioning: ${page.url()}`);
  return "question";
}

const input = (form, name) => form.locator(`[name="${name}"]`);

/**
 * Fills the form with pointer and native controls. `press` is a click or a tap; `plain` is for a browser without
 * JavaScript, where steps are ordered by their selects; `turn` varies the answers.
 */
export async function fill(page, task, { press = (target) => target.click(), plain = false, turn = task.seq } = {}) {
  const form = formOf(page);
  const label = (name) => form.locator("label").filter({ has: page.locator(`input[name="${name}"]`) });
  const pickOne = async (name, at) => press(label(name).nth(at % (await label(name).count())));
  // a second tick would take the first away: what is filled in already stays
  const tick = async (name, at) => {
    if (!(await label(name).nth(at).locator("input").isChecked())) await press(label(name).nth(at));
  };
  switch (task.kind) {
    case "single-choice":
      return pickOne("choice", turn);
    case "multiple-choice":
      await tick("choices", 0);
      return tick("choices", 2);
    case "hot-text":
      await tick("spots", 0);
      return tick("spots", 1);
    case "ordering":
      if (plain) {
        for (const [at, name] of task.names.entries()) await input(form, name).selectOption(String(task.names.length - at));
        return;
      }
      return press(form.locator('sort-list button:not([disabled])').first());
    case "matching":
      for (const [at, name] of task.names.entries()) await input(form, name).selectOption({ index: 1 + ((at + turn) % ((await input(form, name).locator("option").count()) - 1)) });
      return;
    case "categorise":
      for (const [at, name] of task.names.entries()) await pickOne(name, at + turn);
      return;
    case "gaps":
      for (const name of task.names) {
        const field = input(form, name);
        if ((await field.evaluate((e) => e.tagName)) === "SELECT") await field.selectOption({ index: 1 });
        else await field.fill("secret médical");
      }
      return;
    case "short-answer":
      return input(form, "text").fill("messagerie sécurisée");
    case "number":
      await input(form, "value").fill("12");
      if (!(await form.locator('[name="unit"]:checked').count())) await pickOne("unit", 0);
      return;
    case "simulator":
      return playTool(page, { press, plain });
    case "mailbox":
      for (const [at, name] of task.names.entries()) {
        const message = page.locator(`xpath=(//input[@name="${name}"])[1]/ancestor::details[1]`);
        if (!(await message.evaluate((e) => e.open))) await press(message.locator("summary").first());
        await pickOne(name, at + turn);
      }
  }
}

/** The buttons of the question. */
export const button = (page, act) =>
  page.locator(act === "pause" ? `form[action$="/pause"] button` : `button[name="act"][value="${act}"]`);

/** Answers the question on the screen and says where it led. */
export async function answer(page, task, options = {}) {
  const press = options.press ?? ((target) => target.click());
  await fill(page, task, options);
  await leading(page, () => press(button(page, "answer")));
  return placeOf(page);
}

/** « Je ne sais pas. » */
export async function dontKnow(page, { press = (target) => target.click() } = {}) {
  await leading(page, () => press(button(page, "dont-know")));
  return placeOf(page);
}

/** Starts from the home page, without an account. */
export async function begin(page, { pace = "whole", language, press = (target) => target.click() } = {}) {
  await page.goto("/");
  if (language) await press(page.locator("label").filter({ has: page.locator(`input[name="language"][value="${language}"]`) }));
  await press(page.locator("label").filter({ has: page.locator(`input[name="pace"][value="${pace}"]`) }));
  await leading(page, () => press(page.locator('form[action="/positionnement"] button')));
  must(placeOf(page) === "question", `the start leads to ${page.url()}`);
  return sessionOf(page);
}

/** The name of the session or result on the screen. */
export const sessionOf = (page) => page.url().match(/[0-9a-f]{8}-[0-9a-f-]{27}/)?.[0];

/** Answers some questions, or all of them; `know` says which are answered rather than not known. */
export async function goOn(page, { questions = 60, know = () => true, ...options } = {}) {
  let place = placeOf(page);
  let answered = 0;
  for (; answered < questions && place === "question"; answered += 1) {
    const task = await taskOf(page);
    place = know(task) ? await answer(page, task, options) : await dontKnow(page, options);
    must(place !== "refused", `an answer was refused (${task.kind}): ${task.question}`);
  }
  return { answered, place };
}

/** Passes the form about oneself. */
export async function skipProfile(page, { press = (target) => target.click() } = {}) {
  await leading(page, () => press(button(page, "skip")));
  must(placeOf(page) === "result", `after the form about oneself comes ${page.url()}`);
}

/** A short finished positioning, for journeys that begin after it. */
export async function finished(page, { questions = 3, ...options } = {}) {
  const id = await begin(page, options);
  await goOn(page, { questions, ...options });
  await page.goto(`/positionnement/${id}/terminer`);
  await leading(page, () => page.locator('form[action$="/terminer"] button').click());
  if (placeOf(page) === "profile-form") await skipProfile(page);
  return id;
}

/** All that is kept about the visitor, as the account gives it out. */
export async function exportOf(page) {
  const response = await page.context().request.get("/compte/export");
  must(response.ok(), `the export answers ${response.status()}`);
  return response.json();
}

/** The answers that are kept of a session; none lost (numbers follow), none twice. */
export async function keptAnswers(page, id) {
  const session = (await exportOf(page)).sessions.find((s) => s.id === id);
  must(session, `the export does not have the session ${id}`);
  const seqs = session.answers.map((a) => a.seq);
  must(seqs.every((seq, at) => seq === at + 1), `answers are lost or doubled: ${seqs.join(", ")}`);
  must(new Set(session.answers.map((a) => a.item)).size === seqs.length, "a question was asked twice");
  return session.answers;
}
