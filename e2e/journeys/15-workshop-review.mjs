import { leading } from "../lib/answer.mjs";
import { journey, must } from "../lib/journey.mjs";
import { tabTo } from "../lib/keyboard.mjs";
import { look, shape } from "../lib/look.mjs";
import { say } from "../lib/words.mjs";
import { signIn } from "./09-demo.mjs";

/** The three of the demonstration's workshop. */
const team = (world) => Object.fromEntries(
  [["author", "sacha.martin"], ["reviewer", "dominique.leroy"], ["administrator", "claude.bernard"]]
    .map(([role, name]) => [role, { email: `${name}@demo.socle.test`, password: world.demo.password }]),
);

/** A whole question, as the text view of the desk takes it. */
const text = (title) => `id = "x"
version = 1
objective = "T2.07"
title = "${title}"
trades = ["infirmier"]
setting = "autre"
language = "fr"
difficulty = 0.1
time = 60
review = "not-reviewed"
situation = "Fin de matinée au bloc, une collègue part en pause et laisse sa carte professionnelle dans le lecteur du poste de soins."
question = "Que faites-vous de cette carte ?"
explanation = "Une carte professionnelle est personnelle : elle se retire, et se rend à la personne qu’elle désigne."
[source]
title = "Guide des bonnes pratiques"
publisher = "Agence du numérique en santé"
date = "2024"
checked = "2026-11"
[interaction]
kind = "single-choice"
[[interaction.options]]
id = "a"
text = "Je la retire et je la lui rapporte dans la salle de pause."
correct = true
feedback = "Oui : la carte se reprend, la porte se ferme."
[[interaction.options]]
id = "b"
text = "Je la laisse en place, la collègue sera de retour dans dix minutes."
feedback = "Dix minutes suffisent pour lire un dossier sous un autre nom."
[[interaction.options]]
id = "c"
text = "Je m’en sers pour valider mes soins, puis je préviens la collègue."
feedback = "Chaque soin porterait alors le nom d’une personne absente."
`;

const press = (page, name) => leading(page, () => page.getByRole("button", { name: say(name), exact: true }).click());

async function begun(page, title) {
  await page.goto("/atelier/nouvelle");
  await leading(page, () => page.getByRole("link", { name: say("kind-single-choice") }).click());
  await leading(page, () => page.locator('button[value="text"]').click());
  await page.locator('[name="text"]').fill(text(title));
  await leading(page, () => page.locator('button[value="save"]').click());
  await leading(page, () => page.locator('button[value="submit"]').click());
  const id = page.url().match(/questions\/([a-z0-9-]+)/)?.[1];
  must(id && (await page.locator("main").innerText()).includes(say("workshop-stage-review")), `no review is asked for at ${page.url()}`);
  return id;
}

const WAYS = [["", {}], [", on a phone", { width: 320, height: 640, phone: true }], [", without JavaScript", { javaScriptEnabled: false }]];

// one after the other: there is one bank, and of two who publish at once the second is told to look again
journey("reviewing: changes are asked, mended, approved by a second person, put on trial and published, with a script, on a phone and without JavaScript", async (run, world) => {
  for (const [how, options] of WAYS) {
    // axe runs as a script: without JavaScript the same pages are looked at for their width and what is tapped
    const seen = options.javaScriptEnabled === false ? shape : look;
    const people = team(world);
    const title = `La carte oubliée${how}`;
    const author = await run.visitor();
    await signIn(author, people.author);
    const id = await begun(author, title);
    const enter = async (who) => {
      const page = await run.visitor(options);
      if (options.javaScriptEnabled === false) {
        await page.goto("/connexion");
        await page.getByLabel(say("email-label")).fill(who.email);
        await page.locator("main summary").click();
        await page.getByLabel(say("sign-in-password"), { exact: true }).fill(who.password);
        await leading(page, () => page.locator('button[value="password"]').click());
      } else await signIn(page, who);
      return page;
    };
    const review = `/atelier/questions/${id}/relecture`;
    await author.goto(review);
    must(await author.getByText(say("judging-not-reviewer")).isVisible(), "an author is not told why they may not judge");

    const reviewer = await enter(people.reviewer);
    await reviewer.goto(review);
    await seen(run, reviewer, `review${how}`);
    // without a reason it comes back with what was ticked
    await tabTo(run, reviewer, 'input[name="checked"][value="source"]', { where: "review" });
    await reviewer.keyboard.press("Space");
    await press(reviewer, "review-changes");
    must(await reviewer.getByText(say("refusal-reason-missing")).first().isVisible(), "changes are asked for without a reason");
    must(await reviewer.locator('input[value="source"]').isChecked(), "what was ticked is lost");
    await reviewer.locator("#f-reason").fill("Dites de quel poste il s’agit.");
    await press(reviewer, "review-changes");
    await reviewer.locator("#f-remark").fill("Est-ce la même carte en ville ?");
    await press(reviewer, "remark-button");
    await seen(run, reviewer, `review with a discussion${how}`);

    await author.goto(`/atelier/questions/${id}`);
    await author.locator('[name="question"], [name="text"]').first().waitFor();
    if (!(await author.locator('[name="text"]').count())) await leading(author, () => author.locator('button[value="text"]').click());
    const typed = await author.locator('[name="text"]').inputValue();
    await author.locator('[name="text"]').fill(typed.replace("poste de soins", "poste de la salle de réveil"));
    await leading(author, () => author.locator('button[value="submit"]').click());

    await reviewer.goto(`/atelier/questions/${id}/historique`);
    must((await reviewer.locator("ins").count()) && (await reviewer.locator("del").count()), "the history does not say what changed");
    await seen(run, reviewer, `history${how}`);
    await reviewer.goto(review);
    await press(reviewer, "review-approve");
    must((await reviewer.locator("main").innerText()).includes(say("judging-approved")), "it is not approved");

    const chief = await enter(people.administrator);
    await chief.goto(review);
    await leading(chief, () => chief.getByRole("link", { name: say("way-try-out"), exact: true }).click());
    await seen(run, chief, `decision${how}`);
    await press(chief, "way-try-out");
    must((await chief.locator("main").innerText()).includes(say("state-waits")), "the decision does not wait");
    await chief.goto("/atelier/publier");
    must((await chief.locator("main").innerText()).includes(title), "what would change is not shown");
    await seen(run, chief, `publish${how}`);
    await chief.locator("#f-note").fill("La carte professionnelle.");
    await press(chief, "publish-button");
    const told = await chief.locator("main").innerText();
    must(told.includes(say("notice-published")) && told.includes("La carte professionnelle."), "it is not published");
    await chief.goto("/atelier/equipe");
    await seen(run, chief, `team${how}`);
    await chief.goto(review);
    must((await chief.locator("main").innerText()).includes(say("state-text-pretest")), "the question is not on trial");
  }
});
