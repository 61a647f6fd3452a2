import { begin, finished, goOn, leading, taskOf } from "../lib/answer.mjs";
import { journey, must } from "../lib/journey.mjs";
import { axe } from "../lib/look.mjs";
import { say } from "../lib/words.mjs";

const STATIC = ["/", "/connexion", "/referentiel", "/methode", "/donnees-personnelles", "/accessibilite", "/mentions-legales", "/styleguide"];
/** What is learned and chosen, mostly from texts that only French has. */
const LEARN = ["/progresser", "/progresser/modules", "/progresser/patients", "/progresser/formateurs", "/progresser/hors-ligne", "/formations", "/formations/financement", "/formations/couverture", "/a-qui-demander", "/glossaire"];

/** French words on a page in English, outside of what says that it is French. */
const frenchLeft = (page) =>
  page.evaluate(() => {
    const found = new Set();
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; (node = walk.nextNode()); ) {
      const parent = node.parentElement;
      if (!parent || parent.closest("[lang]")?.lang !== "en" || parent.closest("script, style, code")) continue;
      if (parent.closest('select[name="region"], [translate="no"]')) continue; // names of places
      const text = node.textContent.replace(/\s+/g, " ").replace("(DU)", "").trim();
      // words that only French has, or that English has only in names
      if (/(^|[\s(«])(le|la|les|des|une|du|et|pour|avec|vous|votre|dans|sur|est)(?=[\s.,;:!?)]|$)/i.test(text) || /[a-zà-ÿ]*[éèêçùœ][a-zà-ÿ]+ [a-zà-ÿ]*[éèêàçùœ]/.test(text)) found.add(text.slice(0, 80));
    }
    for (const e of document.querySelectorAll("[aria-label], [title], [placeholder]")) {
      if (e.closest("[lang]")?.lang !== "en") continue;
      const text = e.getAttribute("aria-label") ?? e.getAttribute("title") ?? e.getAttribute("placeholder");
      if (/(^| )(le|la|les|des|une|du|pour|avec|vous|votre)( |$)/i.test(text)) found.add(`(attribute) ${text.slice(0, 80)}`);
    }
    return [...found];
  });

journey("in English every page is in English, and what is French says so", async (run) => {
  const page = await run.visitor();
  await page.goto("/methode");
  await leading(page, () => page.getByRole("button", { name: say("lang-en") }).click());
  must(new URL(page.url()).pathname === "/methode", `the switch of language leads to ${page.url()}`);
  must((await page.locator("html").getAttribute("lang")) === "en", "the switch of language does nothing");
  const see = async (where) => {
    run.check((await page.locator("html").getAttribute("lang")) === "en", `${where} is not in English`);
    for (const left of (await frenchLeft(page)).slice(0, 6)) run.problem(`French without lang="fr" on ${where}: “${left}”`);
  };
  for (const path of STATIC) {
    await page.goto(path);
    await see(path);
  }
  await begin(page, { language: "fr" });
  await taskOf(page);
  const legend = page.locator("form legend h2");
  must((await legend.evaluate((e) => e.closest("[lang]").lang)) === "fr", 'the question is not marked lang="fr"');
  must((await page.locator("main label span, main legend span, main p").evaluateAll((all) => all.filter((e) => e.closest("[lang]").lang === "fr").length)) > 0, "nothing else is marked");
  await see("question");
  await axe(run, page, "question in English");
  await page.goto(`${new URL(page.url()).pathname}/terminer`);
  await see("confirmation of the end");
  await page.goto("/");
  const id = await finished(page, { questions: 3, language: "fr" });
  await see("result");
  await axe(run, page, "result in English");
  await page.goto(`/resultat/${id}/corrige`);
  await see("review");
  await axe(run, page, "review in English");
  for (const path of [...LEARN, "/compte", "/compte/effacer", "/compte/autre-appareil", "/vous", "/nowhere"]) {
    await page.goto(path);
    await see(path);
  }
  await page.goto("/formations");
  await page.goto(await page.locator(".offer-title a").first().getAttribute("href"));
  await see("an offer");
  await page.goto("/progresser/modules");
  await page.goto(await page.locator('main a[href^="/progresser/modules/"]').first().getAttribute("href"));
  await see("a module");
  await leading(page, () => page.locator("main form button").first().click());
  await see("a step of a module");
  await leading(page, () => page.getByRole("button", { name: say("lang-fr") }).click());
  must((await page.locator("html").getAttribute("lang")) === "fr", "the way back to French does nothing");
});

journey("whoever reads English is asked in English, and reads the corrections in English", async (run) => {
  const page = await run.visitor({ locale: "en-GB" });
  const id = await begin(page);
  for (let question = 1; question <= 3; question += 1) {
    await taskOf(page);
    const language = await page.locator("form legend h2").evaluate((e) => e.closest("[lang]").lang);
    must(language === "en", `question ${question} is marked “${language}”`);
    for (const left of (await frenchLeft(page)).slice(0, 6)) run.problem(`French in question ${question}: “${left}”`);
    await goOn(page, { questions: 1 });
  }
  await page.goto(`/positionnement/${id}/terminer`);
  await leading(page, () => page.locator('form[action$="/terminer"] button').click());
  await page.goto(`/resultat/${id}/corrige`);
  must((await page.locator("article.sheet h2 span[lang], article.sheet h2").first().evaluate((e) => e.closest("[lang]").lang)) === "en", "the corrections are not in English");
  await axe(run, page, "corrections of questions in English");
});

journey("the browser's language is the first choice", async (run) => {
  const page = await run.visitor({ locale: "en-GB" });
  await page.goto("/");
  must((await page.locator("html").getAttribute("lang")) === "en", "an English browser gets French");
  const other = await run.visitor({ locale: "de-DE" });
  await other.goto("/");
  run.note(`a German browser gets “${await other.locator("html").getAttribute("lang")}”`);
});

journey("light, dark and automatic stay as chosen, on every page", async (run) => {
  const page = await run.visitor({ colorScheme: "dark" });
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const luminance = async () => {
    const [r, g, b] = await page.evaluate(() => {
      // whatever the notation of the colour, one pixel of it
      const dot = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d");
      const colours = [document.body, document.documentElement].map((e) => getComputedStyle(e).backgroundColor);
      dot.fillStyle = colours.find((c) => c !== "rgba(0, 0, 0, 0)") ?? "white";
      dot.fillRect(0, 0, 1, 1);
      return [...dot.getImageData(0, 0, 1, 1).data];
    });
    return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
  };
  const choose = async (name) => {
    await leading(page, () => page.getByRole("button", { name, exact: true }).click());
    must((await page.getByRole("button", { name, exact: true }).getAttribute("aria-pressed")) === "true", `“${name}” does not look chosen`);
  };
  await page.goto("/methode");
  must((await luminance()) < 0.3, `a browser that wants dark gets ${await background()}`);
  await choose(say("theme-light"));
  must((await luminance()) > 0.7, `“Clair” gives ${await background()}`);
  await page.goto("/");
  must((await luminance()) > 0.7, "“Clair” does not stay on the next page");
  await begin(page);
  must((await luminance()) > 0.7, "“Clair” does not stay on a question");
  await page.goto("/referentiel");
  await choose(say("theme-dark"));
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/methode");
  must((await luminance()) < 0.3, "“Sombre” does not stay on the next page");
  await choose(say("theme-auto"));
  must((await luminance()) > 0.7, "“Automatique” does not follow the browser");
});
