import { writeFile } from "node:fs/promises";
import { leading } from "../lib/answer.mjs";
import { journey, must } from "../lib/journey.mjs";
import { look } from "../lib/look.mjs";
import { say } from "../lib/words.mjs";

/** Signs in with a password. */
export async function signIn(page, { email, password }) {
  await page.goto("/connexion");
  await page.getByLabel(say("email-label")).fill(email);
  await page.locator("main summary").click();
  await page.getByLabel(say("sign-in-password"), { exact: true }).fill(password);
  await leading(page, () => page.locator('button[value="password"]').click());
  must(new URL(page.url()).pathname === "/compte", `signing in leads to ${page.url()}`);
}

/** Opens the latest result of the account. */
export async function latestResult(page) {
  await page.goto("/compte");
  await leading(page, () => page.locator('main a[href^="/resultat/"]').first().click());
  return page.url();
}

journey("progress over time is shown with its uncertainty", async (run, world) => {
  const page = await run.visitor();
  await signIn(page, world.demo);
  must((await page.locator('main a[href^="/resultat/"]').count()) >= 2, "the demo account has no past");
  await latestResult(page);
  await look(run, page, "result with a history");
  const history = page.getByRole("region", { name: say("history-title") }).first();
  must(await history.isVisible(), "there is no history on the result");
  const cells = await page.locator("main table td", { hasText: "[" }).allInnerTexts();
  must(cells.length >= 10, `the history has ${cells.length} values`);
  must(cells.every((cell) => /[−-]?\d+[,.]\d+\s*\[\s*[−-]?\d+[,.]\d+\s*;\s*[−-]?\d+[,.]\d+\s*\]/.test(cell)), `a value of the history has no interval: ${cells[0]}`);
  must((await page.locator("main figure svg").count()) >= 6, "the history is not drawn");
  const words = await page.locator("main").innerText();
  must(["change-up", "change-down", "change-none"].some((key) => words.match(say(key))), "no domain says whether it changed");
});

journey("a result prints as a document, without what only serves on a screen", async (run, world) => {
  const page = await run.visitor();
  await signIn(page, world.demo);
  await latestResult(page);
  await page.emulateMedia({ media: "print" });
  for (const [what, selector] of [["navigation", "nav"], ["buttons", "button"], ["forms", "form"], ["footer", "footer"], ["skip link", 'a[href="#contenu"]']]) {
    const shown = await page.locator(selector).evaluateAll((all) => all.filter((e) => e.checkVisibility({ visibilityProperty: true }) && e.getBoundingClientRect().height > 1 && e.getBoundingClientRect().bottom > 0).length);
    run.check(!shown, `printed, the result still shows its ${what} (${shown})`);
  }
  must(await page.getByRole("heading", { level: 1 }).isVisible(), "printed, the result has no title");
  run.check((await page.locator("main details").evaluateAll((all) => all.filter((d) => !d.open && d.checkVisibility() && d.querySelector("summary").checkVisibility()).length)) === 0 || (await page.locator("main details > :not(summary)").first().isVisible()), "printed, a fold stays closed: what is in it cannot be read");
  const pdf = await page.pdf({ format: "A4", printBackground: false });
  must(pdf.subarray(0, 5).toString() === "%PDF-" && pdf.length > 20_000, "it does not print");
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  await writeFile(`${world.out}/printed-result.pdf`, pdf);
  run.note(`${pages} printed pages, out/printed-result.pdf`);
});

journey("the PDF of a result is a real PDF, for its owner only", async (run, world) => {
  const page = await run.visitor();
  await signIn(page, world.demo);
  const url = await latestResult(page);
  const response = await page.context().request.get(`${url}.pdf`);
  must(response.status() === 200, `${new URL(url).pathname}.pdf answers ${response.status()}`);
  const body = await response.body();
  must(response.headers()["content-type"] === "application/pdf", `its type is ${response.headers()["content-type"]}`);
  must(body.subarray(0, 5).toString() === "%PDF-" && body.subarray(-1024).toString("latin1").includes("%%EOF"), "it is not a whole PDF");
  await writeFile(`${world.out}/result.pdf`, body);
  run.note(`${(body.length / 1000).toFixed(0)} kB, out/result.pdf`);
  const stranger = await run.visitor();
  const refused = await stranger.context().request.get(`${url}.pdf`);
  must([401, 403, 404].includes(refused.status()), `the PDF answers ${refused.status()} to a stranger`);
  const link = page.locator('main a[href$=".pdf"]');
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  must(download.suggestedFilename().endsWith(".pdf"), `it is called ${download.suggestedFilename()}`);
});
