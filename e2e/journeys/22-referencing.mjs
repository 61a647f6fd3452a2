import { leading } from "../lib/answer.mjs";
import { journey, must } from "../lib/journey.mjs";
import { lookedIn, shape } from "../lib/look.mjs";
import { press, until, words } from "../lib/page.mjs";
import { say } from "../lib/words.mjs";
import { signIn } from "./09-demo.mjs";

const looked = lookedIn("referencing");

journey("an organisation proposes a training offer, the team sends it back, two people put it into the catalogue; a list comes in by file", async (run, world) => {
  const team = (name) => ({ email: `${name}@demo.socle.test`, password: world.demo.password });
  const [manager, first, second] = [await run.visitor(), await run.visitor(), await run.visitor()];
  await signIn(manager, world.demo);
  await signIn(first, team("maelle.garnier"));
  await signIn(second, team("yanis.brun"));

  await manager.goto("/pilotage/nouveau");
  await manager.locator('input[name="kind"][value="school"]').check();
  await manager.locator("#f-name").fill(`IFSI du Val ${Date.now() % 100000}`);
  await press(manager, "organisation-new-button");
  const base = `${new URL(manager.url()).pathname.match(/^\/pilotage\/[0-9a-f-]{36}/)?.[0]}/formations`;
  await manager.goto(base);
  await looked(run, manager, "no offer yet");

  // a draft with a mistake, then without
  await leading(manager, () => manager.getByRole("link", { name: say("proposals-new") }).click());
  await looked(run, manager, "a new offer");
  const title = `Atelier messagerie sécurisée ${Date.now() % 100000}`;
  await manager.locator("#f-title").fill(title);
  await manager.locator("#f-hours").fill("longtemps");
  await press(manager, "offer-form-save");
  must((await words(manager)).includes("longtemps"), "what cannot be read is not said");
  must((await manager.locator("#f-hours").inputValue()) === "longtemps", "what was typed is gone");
  await looked(run, manager, "an offer with a mistake");
  await manager.locator("#f-hours").fill("7,5");
  await press(manager, "offer-form-save");
  await press(manager, "proposal-send");
  must(await manager.getByRole("alert").isVisible(), "an offer that is not whole is sent");
  await leading(manager, () => manager.getByRole("link", { name: say("proposal-change") }).click());
  await manager.locator("#f-summary").fill("Une journée pour écrire à ses confrères sans rien laisser fuir.");
  await manager.locator("#f-url").fill("https://ifsi-du-val.example.fr/atelier");
  await manager.locator('input[name="trades"][value="infirmier"]').check();
  await manager.locator('input[name="domains"][value="communication"]').check();
  await manager.locator("#f-price").fill("300");
  await press(manager, "offer-form-save");
  await press(manager, "proposal-send");
  const own = new URL(manager.url()).pathname;
  await looked(run, manager, "an offer that was sent");

  // sent back with words, mended, corrected by one and checked by another
  await first.goto("/referencement");
  await looked(run, first, "what waits for the team");
  await leading(first, () => first.getByRole("link", { name: title }).click());
  await looked(run, first, "an offer before the team");
  await first.locator("#f-motif").fill("Le prix de la page est 350 €.");
  await press(first, "case-send-back");
  await manager.goto(own);
  must((await words(manager)).replace(/[\u00a0\u202f]/g, " ").includes("350 €"), "the words of the team do not come back");
  await looked(run, manager, "an offer that was sent back");
  await leading(manager, () => manager.getByRole("link", { name: say("proposal-change") }).click());
  await manager.locator("#f-price").fill("350");
  await press(manager, "offer-form-save");
  await press(manager, "proposal-send");
  await first.goto("/referencement");
  await leading(first, () => first.getByRole("link", { name: title }).click());
  await leading(first, () => first.getByRole("link", { name: say("case-change") }).click());
  await first.locator("#f-place").fill("Valence");
  await press(first, "offer-form-save");
  must(!(await first.getByRole("button", { name: say("case-check") }).count()), "somebody checks what they wrote");
  const path = new URL(first.url()).pathname;
  await second.goto(path);
  await press(second, "case-check");
  await looked(run, second, "an offer that was checked");

  // in the catalogue, where anybody says that something is wrong
  const slug = path.split("/").pop();
  const reader = await run.visitor({ javaScriptEnabled: false });
  await second.goto(`/formations/${slug}/signaler`);
  await looked(run, second, "saying that something is wrong");
  await reader.goto(`/formations/${slug}/signaler`);
  await shape(run, reader, "saying that something is wrong, without script");
  await reader.locator('input[name="motif"][value="price"]').check();
  await press(reader, "signal-send");
  await second.goto("/referencement");
  must((await words(second)).includes(slug), "a signal does not reach the team");
  await press(second, "signal-settle");

  // a list, in an old encoding
  await second.goto("/referencement/listes");
  await looked(run, second, "lists");
  const table = `Intitulé;Organisme;Durée;Métiers;Lien;Résumé\r\nJournée cybersécurité ${Date.now()};Université d'Été;7,5;infirmier;https://ete.example.fr;Se protéger.\r\nAtelier;Institut;longtemps;sorcier;https://institut.example.fr;Rien.\r\n`;
  await second.locator("#f-file").setInputFiles({ name: "formations.csv", mimeType: "text/csv", buffer: Buffer.from(table, "latin1") });
  await press(second, "referencing-lists-send");
  const look1 = await words(second);
  must(look1.includes("cybersécurité") && look1.includes("longtemps") && look1.includes("sorcier"), `the list is not read: ${look1}`);
  await looked(run, second, "a list before it is taken over");
  await leading(second, () => second.locator('button[name="decision"][value="reprendre"]').click());
  // it is written aside
  const list = new URL(second.url()).pathname;
  await until(second, list, (page) => page.getByText(say("referencing-list-lead-done")).isVisible(), "what was taken over");
  await looked(run, second, "a list that was taken over");
  await first.goto("/referencement/avis");
  await looked(run, first, "ratings to read");
  await first.goto("/referencement/formations?q=cyber");
  await looked(run, first, "offers of the team");
});
