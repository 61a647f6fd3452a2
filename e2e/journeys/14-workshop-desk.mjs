import { leading } from "../lib/answer.mjs";
import { journey, must } from "../lib/journey.mjs";
import { tabTo } from "../lib/keyboard.mjs";
import { look } from "../lib/look.mjs";
import { say } from "../lib/words.mjs";
import { signIn } from "./09-demo.mjs";

/** The demonstration's author. */
export const author = (world) => ({ email: "sacha.martin@demo.socle.test", password: world.demo.password });

const WORDS = {
  situation: "En arrivant au travail, vous trouvez une clé USB marquée « Paie 2026 » devant la porte de l’établissement.",
  question: "Qu’en faites-vous ?",
  answers: [
    ["Je la branche sur un poste qui sert peu, pour savoir à qui la rendre", "Le poste est sur le même réseau : il suffit d’un poste pour atteindre les autres."],
    ["Je la remets à l’équipe informatique, sans la brancher", "Oui : elle saura l’ouvrir à part, et prévenir si d’autres clés ont été semées."],
    ["Je la jette à la poubelle, pour que personne ne la trouve", "Quelqu’un peut la ramasser, et personne ne saura qu’une attaque se prépare."],
    ["Je la pose à l’accueil, son propriétaire passera la chercher", "Le prochain curieux la branchera : elle doit sortir de la circulation."],
  ],
  explanation: "Une clé trouvée peut installer un programme dès qu’on la branche. On la confie à qui saura l’ouvrir sans risque.",
  source: ["Les bons usages des supports amovibles", "ANSSI", "2024", "2026-11"],
};

/** Types into the control of this name, reached with Tab alone. */
async function type(run, page, name, words) {
  await tabTo(run, page, `[name="${name}"]`, { where: "desk" });
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(words);
}

async function write(run, page, title) {
  await type(run, page, "title", title);
  await type(run, page, "situation", WORDS.situation);
  await type(run, page, "question", WORDS.question);
  for (const [at, [text, feedback]] of WORDS.answers.entries()) {
    await type(run, page, `options.${at}.text`, text);
    if (at === 1) {
      await tabTo(run, page, 'input[name="options.correct"]');
      await page.keyboard.press("Space");
      // without any ticked before, Tab stops at the first of the group
      const ticked = await page.locator('input[name="options.correct"]:checked').getAttribute("value");
      for (let n = Number(ticked); n < at; n += 1) await page.keyboard.press("ArrowDown");
      must((await page.locator('input[name="options.correct"]:checked').getAttribute("value")) === "1", "the right answer is not the second");
    }
    await type(run, page, `options.${at}.feedback`, feedback);
  }
  await type(run, page, "explanation", WORDS.explanation);
  for (const [at, name] of ["title", "publisher", "date", "checked"].entries()) await type(run, page, `source.${name}`, WORDS.source[at]);
  await tabTo(run, page, 'input[name="trades"][value="tous"]');
  await page.keyboard.press("Space");
  await tabTo(run, page, 'select[name="setting"]');
  await page.keyboard.press("ArrowDown");
}

for (const [how, options] of [["with a script", {}], ["without JavaScript", { javaScriptEnabled: false }]]) {
  journey(`the desk: an author writes a question from nothing by keyboard, sees it, answers it and sends it to its review, ${how}`, async (run, world) => {
    const page = await run.visitor(options);
    // axe is a script itself: where none runs, it has nothing to look with
    const seen = options.javaScriptEnabled === false ? async () => {} : look;
    if (options.javaScriptEnabled === false) {
      await page.goto("/connexion");
      await page.getByLabel(say("email-label")).fill(author(world).email);
      await page.locator("main summary").click();
      await page.getByLabel(say("sign-in-password"), { exact: true }).fill(author(world).password);
      await leading(page, () => page.locator('button[value="password"]').click());
    } else await signIn(page, author(world));
    await leading(page, () => page.getByRole("link", { name: say("nav-workshop"), exact: true }).click());
    await seen(run, page, `workshop list ${how}`);
    await leading(page, () => page.getByRole("link", { name: say("list-new") }).click());
    await seen(run, page, `workshop new ${how}`);
    await leading(page, () => page.getByRole("link", { name: say("kind-single-choice") }).click());
    await page.locator("#f-objective").selectOption("T2.01");
    await page.locator("h1").click();
    await write(run, page, `Une clé sur le parking, ${how}`);

    // Enter in a field looks, and loses nothing
    await page.locator('[name="title"]').focus();
    await leading(page, () => page.keyboard.press("Enter"));
    must((await page.locator('[name="options.3.text"]').inputValue()) === WORDS.answers[3][0], "Enter lost what was typed");
    await seen(run, page, `workshop desk ${how}`);
    if (options.javaScriptEnabled !== false) {
      const shown = page.locator("#apercu-vif").getByText("Que faites-vous de cette clé ?");
      await page.locator('[name="question"]').fill("Que faites-vous de cette clé ?");
      await shown.waitFor();
    }
    await leading(page, () => page.locator('button[value="try"]').click());
    must(/\/atelier\/questions\/une-cle-sur-le-parking-.*\/essai$/.test(page.url()), `saving and trying leads to ${page.url()}`);
    await seen(run, page, `workshop trial ${how}`);
    await page.getByLabel(WORDS.answers[1][0]).check();
    await leading(page, () => page.getByRole("button", { name: say("item-answer") }).click());
    // pages set their own spaces before « : » and « ? »
    const told = (await page.locator("main").innerText()).replace(/[\u00a0\u202f]/g, " ");
    must(told.includes("1 sur 1 point") && told.includes(WORDS.answers[1][1]), "the answer is not corrected");
    await seen(run, page, `workshop trial answered ${how}`);

    await leading(page, () => page.getByRole("navigation", { name: say("workshop-tabs") }).getByRole("link", { name: say("workshop-tab-text") }).click());
    must(await page.getByText(say("editor-nothing-missing")).first().isVisible(), await page.locator(".findings").innerText());
    await leading(page, () => page.locator('button[value="text"]').click());
    must((await page.locator('[name="text"]').inputValue()).includes('kind = "single-choice"'), "the text is not the question");
    await seen(run, page, `workshop text ${how}`);
    await leading(page, () => page.locator('button[value="form"]').click());
    await leading(page, () => page.locator('button[value="submit"]').click());
    must((await page.locator("main").innerText()).includes(say("workshop-stage-review")), "it does not wait for its review");
  });
}
