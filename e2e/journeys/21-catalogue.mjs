import { readFile } from "node:fs/promises";
import { leading } from "../lib/answer.mjs";
import { journey, must } from "../lib/journey.mjs";
import { lookedIn } from "../lib/look.mjs";
import { words } from "../lib/page.mjs";
import { say } from "../lib/words.mjs";

const looked = lookedIn("catalogue");

journey("a trainer of nurses finds an offer with credits in Occitanie, compares two and takes them away", async (run) => {
  const page = await run.visitor();
  await page.goto("/formations");
  await looked(run, page, "every offer");
  await page.locator("#f-metier").selectOption("infirmier");
  await page.locator("#f-region").selectOption("76");
  await page.locator('input[name="ects"][value="yes"]').check();
  await leading(page, () => page.getByRole("button", { name: say("offers-apply") }).click());
  must((await page.locator(".offer-row").count()) === 1, `one offer with credits: ${await words(page)}`);
  must((await words(page)).includes("Montpellier"), "it is that of Montpellier");
  await looked(run, page, "one offer and what to loosen");
  await page.locator('input[name="o"]').first().check();
  await leading(page, () => page.getByRole("button", { name: say("offers-keep") }).click());
  must((await page.locator(".compare-kept li").count()) === 1, "it is kept while one goes on");
  await leading(page, () => page.locator(".loosen a").first().click());
  must((await page.locator(".compare-kept li").count()) === 1, "and still is in a wider list");
  must((await page.locator(".offer-row").count()) > 3, "giving credits up shows more");
  const second = page.locator('.offer-row input[name="o"]:not(:checked)').first();
  await second.check();
  await leading(page, () => page.getByRole("button", { name: say("offers-compare"), exact: true }).click());
  must((await page.locator(".compare-offers > li").count()) === 2, `two side by side: ${page.url()}`);
  await looked(run, page, "two compared");
  for (const format of ["CSV", "XLSX", "JSON"]) {
    const link = page.locator(`.offers-out a:text-is("${format}")`);
    if (format === "JSON") {
      const reply = await page.request.get(await link.getAttribute("href"));
      must((await reply.json()).offers.length === 2, "both are in the JSON");
      continue;
    }
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    const bytes = await readFile(await download.path());
    must(format === "CSV" ? bytes.toString("utf8").trim().split("\r\n").length === 3 : bytes.subarray(0, 2).toString() === "PK", `${format} holds both`);
  }
  await leading(page, () => page.getByRole("link", { name: say("compare-back") }).click());
  must(page.url().includes("metier=infirmier") && page.url().includes("o="), `the way back keeps list and choice: ${page.url()}`);
});

journey("an offer, who pays, who to ask and what is missing are read on a phone", async (run) => {
  const page = await run.visitor({ phone: true, width: 390, height: 800 });
  for (const [path, where] of [
    ["/formations/diu-telemedecine", "one offer"],
    ["/formations?q=zzzzzz", "nothing found"],
    ["/formations?q=t%C3%A9l%C3%A9mdcine+diu", "a typing error"],
    ["/formations/financement", "who pays, asked"],
    ["/formations/financement?statut=liberal&metier=infirmier", "who pays, answered"],
    ["/a-qui-demander", "who to ask"],
    ["/formations/couverture", "what is missing"],
  ]) {
    await page.goto(path);
    await looked(run, page, where);
  }
});

journey("the catalogue is searched by keyboard and without script", async (run) => {
  const page = await run.visitor({ javaScriptEnabled: false, phone: true, width: 390, height: 800 });
  await page.goto("/formations");
  await page.locator("#f-q").fill("télémedcine diu");
  await page.keyboard.press("Enter");
  await page.waitForURL(/q=/);
  must((await page.locator(".offer-row").first().innerText()).includes("DIU de télémédecine"), "a typing error finds it");
  await page.locator(".offer-title a").first().press("Enter");
  await page.waitForURL(/diu-telemedecine/);
  await page.goto("/formations/financement");
  await page.locator('input[name="statut"][value="liberal"]').check();
  await page.locator("#f-metier").selectOption("infirmier");
  await page.getByRole("button", { name: say("funding-do") }).press("Enter");
  await page.waitForURL(/statut=liberal/);
  must((await words(page)).includes("ANDPC"), "the ANDPC is named");
});
