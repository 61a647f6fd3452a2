import { exportOf, finished, leading } from "../lib/answer.mjs";
import { journey, must } from "../lib/journey.mjs";
import { linkOf } from "../lib/smtp.mjs";
import { say } from "../lib/words.mjs";

let people = 0;
/** An address that nobody else uses in this run. */
export const newAddress = () => `infirmiere.${process.pid}.${(people += 1)}@ehpad.example`;

/** Gives an address on a result page and follows the link that comes by mail. */
export async function keep(page, world, address) {
  await page.locator('main form[action="/compte/email"] input[name="email"]').fill(address);
  await leading(page, () => page.locator('main form[action="/compte/email"] button').click());
  must((await page.locator("main").innerText()).includes(address), "the page does not say where the mail goes");
  const mail = await world.mails.mailTo(address);
  await page.goto(linkOf(mail));
  await leading(page, () => page.locator('main form[action^="/connexion/lien/"] button').click());
  must(new URL(page.url()).pathname === "/compte", `the link leads to ${page.url()}`);
}

const signOut = async (page) => {
  await page.goto("/compte");
  await leading(page, () => page.locator('form[action="/deconnexion"] button').click());
  await page.goto("/compte");
  must(page.url().includes("/connexion"), "signed out, the account is still shown");
};

journey("a result is kept by e-mail, found again by link and by password", async (run, world) => {
  const page = await run.visitor();
  const id = await finished(page);
  const address = newAddress();

  // not an address: said at the field, and what was typed stays
  const field = page.locator('main input[name="email"]');
  await field.fill("infirmiere(at)ehpad");
  await leading(page, () => page.locator('main form[action="/compte/email"] button').click());
  must((await field.getAttribute("aria-invalid")) === "true" && (await field.inputValue()) === "infirmiere(at)ehpad", "a wrong address is not refused at its field");
  // the script moves the focus once it has run, which on a busy machine is after the page is there
  const focused = page.waitForFunction(() => Boolean(document.activeElement?.closest('[role="alert"]')));
  run.check(await focused.then(() => true, () => false), "after a refused address the focus is not on what is wrong");

  await keep(page, world, address);
  run.check(await page.getByRole("status").count(), "after following the link nothing is said");
  must(await page.locator(`main a[href="/resultat/${id}"]`).count(), "the result is not in the account");
  must((await page.locator("main").innerText()).includes(address), "the account does not show its address");

  // the link has served
  const stranger = await run.visitor();
  await stranger.goto(linkOf(await world.mails.mailTo(address)));
  must(await stranger.getByRole("heading", { name: say("expired-title") }).isVisible(), "the link of the mail works twice");

  await signOut(page);
  await page.goto(`/resultat/${id}`);
  must(!(await page.locator('main a[href$="/corrige"]').count()), "signed out, the result is still shown");

  await page.goto("/connexion");
  await page.getByLabel(say("email-label")).fill(address.toUpperCase());
  await leading(page, () => page.getByRole("button", { name: say("sign-in-link") }).click());
  await page.goto(linkOf(await world.mails.mailTo(address, 2)));
  await leading(page, () => page.locator('main form[action^="/connexion/lien/"] button').click());
  must(await page.locator(`main a[href="/resultat/${id}"]`).count(), "signed in by link, the result is not there");

  const password = "quatre plantes au bord du lit";
  const fresh = page.getByLabel(say("account-password-new"));
  await fresh.fill("court");
  await leading(page, () => page.locator('form[action="/compte/mot-de-passe"] button').click());
  must((await fresh.getAttribute("aria-invalid")) === "true", "a short password is not refused at its field");
  await fresh.fill(password);
  await leading(page, () => page.locator('form[action="/compte/mot-de-passe"] button').click());
  run.check(await page.getByRole("status").filter({ hasText: say("notice-password-set") }).count(), "nothing says that the password is set");
  await signOut(page);

  await page.goto("/connexion");
  await page.getByLabel(say("email-label")).fill(address);
  await page.locator("main summary").click();
  await page.getByLabel(say("sign-in-password"), { exact: true }).fill("un autre mot de passe");
  await leading(page, () => page.locator('button[value="password"]').click());
  must((await page.getByLabel(say("sign-in-password"), { exact: true }).getAttribute("aria-invalid")) === "true", "a wrong password is not refused at its field");
  must((await page.getByLabel(say("email-label")).inputValue()) === address, "the address is forgotten after a wrong password");
  await page.getByLabel(say("sign-in-password"), { exact: true }).fill(password);
  await leading(page, () => page.locator('button[value="password"]').click());
  must(await page.locator(`main a[href="/resultat/${id}"]`).count(), "signed in by password, the result is not there");
  must((await exportOf(page)).person.email.toLowerCase() === address, "the export has another address");
});

journey("what was begun without an account joins the account of whoever signs in", async (run, world) => {
  const page = await run.visitor();
  const first = await finished(page, { questions: 2 });
  const address = newAddress();
  await keep(page, world, address);
  const elsewhere = await run.visitor();
  const second = await finished(elsewhere, { questions: 2 });
  await elsewhere.goto("/connexion");
  await elsewhere.getByLabel(say("email-label")).fill(address);
  await leading(elsewhere, () => elsewhere.getByRole("button", { name: say("sign-in-link") }).click());
  await elsewhere.goto(linkOf(await world.mails.mailTo(address, 2)));
  await leading(elsewhere, () => elsewhere.locator('main form[action^="/connexion/lien/"] button').click());
  for (const id of [first, second]) must(await elsewhere.locator(`main a[href="/resultat/${id}"]`).count(), "a result is missing in the account");
});
