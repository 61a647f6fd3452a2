import { begin, button, finished, goOn, KINDS, kindOf, leading } from "../lib/answer.mjs";
import { journey, must } from "../lib/journey.mjs";
import { everyWay } from "../lib/look.mjs";
import { latestResult, signIn } from "./09-demo.mjs";

const WIDTHS = [320, 390, 1280];

/** One journey for some pages, each opened in its own way. */
const pages = (promise, prepare) =>
  journey(`${promise}, at 320, 390 and 1280 px, light and dark`, async (run, world) => {
    const page = await run.visitor();
    await prepare(page, (name) => everyWay(run, page, name, WIDTHS), run, world);
  });

const to = async (page, see, path, name, status = 200) => {
  const response = await page.goto(path);
  must(response.status() === status, `${path} answers ${response.status()}`);
  await see(name);
};

// the longest first, so that no worker ends alone
pages("an account and its results are accessible and fit", async (page, see, run, world) => {
  await signIn(page, world.demo);
  await see("account");
  await to(page, see, "/compte/effacer", "erase");
  const url = await latestResult(page);
  await see("result");
  await page.goto(`${url}/corrige`);
  await see("review");
  await page.goto(url);
  await leading(page, () => page.locator('form[action$="/partages"] button').click());
  await see("result-with-new-link");
  await page.goto(await page.locator("input[readonly]").inputValue());
  await see("shared");
});

pages("a positioning under way is accessible and fits", async (page, see) => {
  const id = await begin(page);
  await goOn(page, { questions: 3 });
  await see("question");
  await page.locator("header summary").click();
  await leading(page, () => button(page, "pause").click());
  await see("pause");
  await to(page, see, `/positionnement/${id}/terminer`, "finish");
  await to(page, see, "/", "home-to-resume");
  await to(page, see, `/vous?back=/positionnement/${id}`, "form-about-oneself");
  await to(page, see, "/compte/autre-appareil", "other-device");
  await leading(page, () => page.locator('form[action="/compte/autre-appareil"] button').click());
  await see("other-device-link");
  await page.goto(await page.locator("input[readonly]").inputValue());
  await see("link-to-confirm");
});

pages("home and the texts are accessible and fit", async (page, see) => {
  await to(page, see, "/", "home");
  await to(page, see, "/referentiel", "framework");
  await to(page, see, "/methode", "method");
  await to(page, see, "/donnees-personnelles", "privacy");
  await to(page, see, "/accessibilite", "accessibility");
  await to(page, see, "/mentions-legales", "legal");
});

pages("signing in and what goes wrong is accessible and fits", async (page, see) => {
  await to(page, see, "/connexion", "sign-in");
  await page.locator('input[name="email"]').fill("nobody");
  await leading(page, () => page.locator('button[value="link"]').click());
  await see("sign-in-refused");
  await page.locator('input[name="email"]').fill("quelquun@nulle-part.example");
  await leading(page, () => page.locator('button[value="link"]').click());
  await see("sign-in-sent");
  await to(page, see, "/connexion/lien/inconnu", "link-expired", 410);
  await to(page, see, "/nulle-part", "not-found", 404);
  await to(page, see, "/resultat/00000000-0000-7000-8000-000000000000", "result-not-found", 404);
});

pages("an anonymous result is accessible and fits", async (page, see) => {
  const id = await finished(page, { questions: 4 });
  await see("result-anonymous");
  await to(page, see, `/resultat/${id}/corrige`, "review-short");
});

pages("the style guide, with every kind of task, is accessible and fits", async (page, see) => {
  await to(page, see, "/styleguide", "styleguide");
  const names = await page.locator("main [name]").evaluateAll((all) => all.map((e) => e.name));
  const missing = KINDS.filter((kind) => !names.some((name) => kindOf(name) === kind));
  must(!missing.length, `the style guide does not show ${missing.join(", ")}`);
});
