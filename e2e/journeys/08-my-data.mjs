import { readFile } from "node:fs/promises";
import { finished, leading } from "../lib/answer.mjs";
import { journey, must } from "../lib/journey.mjs";
import { keep, newAddress } from "./06-account.mjs";
import { say } from "../lib/words.mjs";

journey("somebody takes their data away, then has everything erased", async (run, world) => {
  const page = await run.visitor();
  const ids = [await finished(page, { questions: 4 }), await finished(page, { questions: 2 })];
  const address = newAddress();
  await keep(page, world, address);
  await page.goto(`/resultat/${ids[0]}`);
  await leading(page, () => page.locator('form[action$="/partages"] button').click());
  const link = await page.getByLabel(say("share-new")).inputValue();

  await page.goto("/compte");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: say("account-export") }).click()]);
  must(download.suggestedFilename().endsWith(".json"), `the export is called ${download.suggestedFilename()}`);
  const data = JSON.parse(await readFile(await download.path(), "utf8"));
  must(data.person.email === address, "the export has no address");
  for (const [at, id] of ids.entries()) {
    const session = data.sessions.find((s) => s.id === id);
    must(session?.answers.length === [4, 2][at], `the export has ${session?.answers.length} answers of ${[4, 2][at]}`);
    must(session.answers.every((a) => a.item && a.shown && "response" in a && a.answered_at), "an answer in the export is not whole");
    must(session.result, "the export has no result");
  }

  await page.getByRole("link", { name: say("account-erase") }).click();
  const word = page.locator('input[name="word"]');
  await word.fill("oui");
  await leading(page, () => page.locator('form[action="/compte/effacer"] button').click());
  must((await word.getAttribute("aria-invalid")) === "true", "another word than the one asked for is not refused");
  await word.fill(say("erase-word"));
  await leading(page, () => page.locator('form[action="/compte/effacer"] button').click());
  run.check(await page.getByRole("status").filter({ hasText: say("notice-erased") }).count(), "nothing says that all is erased");

  await page.goto("/compte");
  must(new URL(page.url()).pathname === "/connexion", `after erasing, the account shows ${page.url()}`);
  for (const path of [...ids.map((id) => `/resultat/${id}`), `/resultat/${ids[0]}/corrige`, new URL(link).pathname]) {
    const response = await page.goto(path);
    must([403, 404, 410].includes(response.status()), `after erasing, ${path} answers ${response.status()}`);
  }
  // the address is nobody's any more: a link sent to it opens an empty account
  await page.goto("/connexion");
  await page.getByLabel(say("email-label")).fill(address);
  await leading(page, () => page.getByRole("button", { name: say("sign-in-link") }).click());
  const mail = await world.mails.mailTo(address, 2);
  await page.goto(mail.text.match(/https?:\/\/\S+\/connexion\/lien\/\S+/)[0]);
  await leading(page, () => page.locator('main form[action^="/connexion/lien/"] button').click());
  must(!(await page.locator('main a[href*="/resultat/"]').count()), "an erased result is back");
});
