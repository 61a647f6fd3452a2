import { readFile } from "node:fs/promises";
import { goOn, leading, placeOf, skipProfile } from "../lib/answer.mjs";
import { journey, must } from "../lib/journey.mjs";
import { look, lookedIn } from "../lib/look.mjs";
import { press, until, words } from "../lib/page.mjs";
import { say } from "../lib/words.mjs";
import { signIn } from "./09-demo.mjs";

const looked = lookedIn("institution");

/** A name for each of them: names hold no digit. */
const family = (n) => `Étudiant${String.fromCharCode(65 + Math.floor(n / 26))}${String.fromCharCode(97 + (n % 26))}`;

/** A hundred and twenty students as a school's software writes them: the layout of Pix, semicolons, Windows-1252; two lines cannot be taken. */
function list() {
  const head = "Premier prénom;Deuxième prénom;Troisième prénom;Nom de famille;Nom d’usage;Date de naissance (jj/mm/aaaa);Email;Numéro étudiant;Composante;Équipe pédagogique;Groupe;Diplôme;Régime";
  const rows = Array.from({ length: 120 }, (_, n) => {
    const born = n === 7 ? "31/02/2004" : `${String(1 + (n % 28)).padStart(2, "0")}/0${1 + (n % 9)}/2004`;
    return `Zoé;;;${family(n)};;${born};;S${1000 + n};IFSI;;Groupe ${n < 60 ? "A" : "B"};Infirmier;Initial`;
  });
  rows.push("=1+1;;;;;02/03/2004;;S9999;IFSI;;Groupe B;Infirmier;Initial");
  const codes = new Map([["’", 0x92]]);
  return Buffer.from([...`${head}\r\n${rows.join("\r\n")}\r\n`].map((c) => codes.get(c) ?? c.codePointAt(0)));
}

/** Who takes part: rows of the list that are sound. */
const people = [0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11].map((n) => ({ family: family(n), number: `S${1000 + n}` }));


async function download(page, act) {
  const [file] = await Promise.all([page.waitForEvent("download"), act()]);
  return readFile(await file.path());
}

async function school(page, name) {
  await page.goto("/pilotage/nouveau");
  await page.locator('input[name="kind"][value="school"]').check();
  await page.locator("#f-name").fill(name);
  await press(page, "organisation-new-button");
  const at = new URL(page.url()).pathname.match(/^\/pilotage\/[0-9a-f-]{36}/)?.[0];
  must(at, `no organisation was made: ${page.url()}`);
  return at;
}

journey("a school is made, its list comes in from a file, a campaign is taken by its students, and its results are read and taken away", async (run, world) => {
  const desk = await run.visitor();
  await signIn(desk, world.demo);
  await desk.goto("/pilotage");
  await looked(run, desk, "my organisations");
  const office = await school(desk, `IFSI du Vallon ${Date.now() % 100000}`);
  await desk.goto(office);
  await looked(run, desk, "inbox");

  // people in: what each column is, what would be written, then the writing
  await desk.goto(`${office}/personnes/importer`);
  await looked(run, desk, "import");
  await desk.locator("#f-file").setInputFiles({ name: "étudiants.csv", mimeType: "text/csv", buffer: list() });
  await press(desk, "intake-send");
  await looked(run, desk, "import columns");
  await press(desk, "intake-columns-next");
  await looked(run, desk, "import preview");
  const preview = desk.url();
  const shown = await words(desk);
  must(shown.includes("31/02/2004"), "the impossible date is not named");
  await desk.goto(`${office}/personnes`);
  must(!(await words(desk)).includes("ÉtudiantAa"), "something was written before anybody said so");
  await desk.goto(preview);
  await leading(desk, () => desk.locator('form[action$="/ecrire"] button').click());
  await until(desk, desk.url(), async (page) => (await words(page)).match(say("intake-report-done")), "the end of the import");
  await looked(run, desk, "import report");
  await desk.goto(`${office}/personnes`);
  must((await words(desk)).includes("ÉtudiantAa"), "nobody is in the list");
  await looked(run, desk, "people");

  // a campaign over one domain
  await desk.goto(`${office}/campagnes/nouvelle`);
  await looked(run, desk, "occasions");
  await leading(desk, () => desk.locator('a[href*="occasion=arrivals"]').click());
  await desk.locator("#f-title").fill("Cybersécurité, rentrée");
  await desk.locator('input[name="audience"][value="everybody"]').check();
  await desk.locator("details.more summary").click();
  await desk.locator('input[name="scope"][value="part"]').check();
  const second = desk.locator(".scope-choice fieldset").nth(1).locator('input[name="competences"]');
  for (let at = 0; at < (await second.count()); at += 1) await second.nth(at).check();
  await looked(run, desk, "campaign form");
  await leading(desk, () => desk.locator('button[name="act"][value="open"]').click());
  await looked(run, desk, "campaign");
  const campaign = new URL(desk.url()).pathname;
  const code = (await desk.locator(".big-code").innerText()).match(/[A-Z]{4}\s?\d{4}/)?.[0].replace(/\s/, "");
  must(code, "the campaign shows no code");

  // eleven students: one on a phone, one without JavaScript, three at a time
  const queue = [...people.entries()];
  let student;
  const take = async () => {
    for (let next; (next = queue.shift()); ) {
      const [at, who] = next;
      const page = await run.visitor(at === 1 ? { width: 320, height: 640, phone: true } : at === 2 ? { javaScriptEnabled: false } : {});
      await page.goto("/rejoindre");
      await page.locator("#f-code").fill(code.toLowerCase());
      await press(page, "join-code-button");
      if (at === 0 || at === 1) await look(run, page, "joining");
      // somebody who is not on the list is not told who is
      if (at === 0) {
        await page.locator("#f-given").fill("Inconnue");
        await page.locator("#f-family").fill("Personne");
        await page.locator("#f-number").fill("S1000");
        await press(page, "join-begin");
        must(await page.getByRole("alert").isVisible(), "somebody else's number is taken");
      }
      await page.locator("#f-given").fill("Zoé");
      await page.locator("#f-family").fill(who.family.toUpperCase());
      await page.locator("#f-number").fill(who.number);
      await press(page, "join-begin");
      must(placeOf(page) === "question", `joining leads to ${page.url()}`);
      const plain = at === 2;
      let { place } = await goOn(page, { plain, know: (task) => (task.seq + at) % 3 > 0 });
      if (place === "profile-form") await skipProfile(page);
      must(placeOf(page) === "result", `the campaign ends at ${page.url()}`);
      if (at === 10) student = page;
      else await page.context().close();
    }
  };
  await Promise.all([take(), take(), take()]);

  await desk.goto(campaign);
  must((await words(desk)).match(/11/), "the board does not count who finished");
  await looked(run, desk, "campaign under way");
  await desk.goto(`${campaign}/participants`);
  await looked(run, desk, "participants");

  // results appear by themselves, ten at least together
  await until(desk, `${campaign}/resultats`, async (page) => (await page.locator("#niveaux").count()) > 0, "results");
  await looked(run, desk, "results");
  for (const page of ["resultats/services", "resultats/metiers", "questions", "budget"]) {
    await desk.goto(`${campaign}/${page}`);
    await looked(run, desk, `results ${page}`);
  }
  for (const page of ["/resultats", "/acces"]) {
    await desk.goto(office + page);
    await looked(run, desk, `organisation${page}`);
  }
  const taken = await desk.context().request.get(`${campaign}/participants.csv`);
  const text = (await taken.body()).toString("utf8");
  must(text.startsWith("\uFEFF") && text.split("\r\n").length > 110, "the list of participants does not leave whole");
  const book = await (await desk.context().request.get(`${campaign}/resultats.xlsx`)).body();
  must(book.subarray(0, 2).toString() === "PK", "results do not leave as a workbook");

  // the student shows the result, sees exactly what, and takes it back
  await student.goto("/mes-campagnes");
  await look(run, student, "my campaigns");
  await leading(student, () => student.locator('main a[href$="/partager"]').first().click());
  await look(run, student, "what would be shown");
  const asked = student.url();
  await leading(student, () => student.locator('form[action$="/partager"] button').click());
  const told = await words(student);
  if (told.match(say("share-campaign-is-shown"))) {
    await desk.goto(`${campaign}/resultats/partages`);
    must((await words(desk)).includes("Étudiant"), "what is shown is not there");
    await looked(run, desk, "shown results");
    await student.goto(asked);
    await leading(student, () => student.locator('form[action$="/retirer"] button').click());
    await desk.goto(`${campaign}/resultats/partages`);
    must(!(await words(desk)).includes(people[10].family), "what was taken back is still there");
  } else must((await words(student)).length > 100, "why it is not shown yet is not said");
  run.note(`sharing: ${told.split("\n")[0]}`);

  // a stranger sees nothing of it
  const stranger = await run.visitor();
  const refused = await stranger.goto(`${campaign}/resultats`);
  must(new URL(stranger.url()).pathname.startsWith("/connexion") || refused.status() === 404, `a stranger sees ${stranger.url()}`);
});

journey("the 28 hours are kept, one comes with a code, and an attestation is printed and checked", async (run, world) => {
  const desk = await run.visitor();
  await signIn(desk, world.demo);
  const office = await school(desk, `École du Pré ${Date.now() % 100000}`);
  await desk.goto(`${office}/personnes/importer`);
  const rows = ["Nom;Prénom;Numéro;Cohorte", ...["Diop;Awa;A1", "Le Gall;Enora;A2", "Nguyen;Minh;A3"].map((row) => `${row};Promotion 2026`)];
  await desk.locator("#f-file").setInputFiles({ name: "liste.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\n"), "utf8") });
  await press(desk, "intake-send");
  await press(desk, "intake-columns-next");
  await leading(desk, () => desk.locator('form[action$="/ecrire"] button').click());
  await until(desk, desk.url(), async (page) => (await words(page)).match(say("intake-report-done")), "the end of the import");

  await desk.goto(`${office}/heures`);
  await looked(run, desk, "hours");
  // hours done elsewhere, for the whole cohort
  await desk.goto(`${office}/heures/formations/nouvelle`);
  await desk.locator("#f-cohorte").selectOption({ index: 1 });
  await desk.locator("#f-titre").fill("Formation au numérique en santé");
  await desk.locator("#f-organisme").fill("IFSI du Vallon");
  await desk.locator("#f-jour").fill("2026-06-30");
  for (const [at, hours] of [6, 5, 5, 6, 6].entries()) await desk.locator(".hours-grid input").nth(at).fill(String(hours));
  await desk.locator("#f-ects").fill("2");
  await desk.locator("#f-preuve").fill("Feuilles d’émargement de l’IFSI du Vallon, dossier 2026-04");
  await looked(run, desk, "hours done elsewhere");
  await press(desk, "hours-training-save");
  await desk.goto(`${office}/heures`);
  must((await words(desk)).includes("28"), "28 hours are not counted");
  await looked(run, desk, "ledgers");

  // a session in class
  await desk.goto(`${office}/heures/seances/nouvelle`);
  await desk.locator("#f-titre").fill("Hameçonnage : exercices");
  const now = new Date(Date.now() - 3_600_000);
  await desk.locator("#f-jour").fill(now.toLocaleDateString("sv-SE", { timeZone: "Europe/Paris" }));
  await desk.locator("#f-heure").fill(now.toLocaleTimeString("fr-FR", { timeZone: "Europe/Paris", hour: "2-digit", minute: "2-digit" }));
  await desk.locator("#f-duree").fill("2");
  await desk.locator(".hours-grid input").nth(1).fill("2");
  await looked(run, desk, "a session in class");
  await press(desk, "hours-lesson-save");
  await looked(run, desk, "who was there");
  const lesson = new URL(desk.url()).pathname;
  const sheet = await desk.context().request.get(`${lesson}/feuille.pdf`);
  must((await sheet.body()).subarray(0, 5).toString() === "%PDF-", "there is no sheet to sign");
  await desk.locator('input[name="present"]').first().check();
  await press(desk, "hours-save-presence");
  await press(desk, "hours-code-start");
  await looked(run, desk, "the code on the wall");

  // attestations, on paper, and checked by a stranger
  await desk.goto(`${office}/heures/attestations`);
  await looked(run, desk, "attestations to make");
  await press(desk, "hours-issue");
  await looked(run, desk, "attestations made");
  const number = (await desk.locator(".code-number").first().innerText()).trim();
  const paper = await desk.context().request.get(await desk.locator('main a[href*="/heures/attestations/"]').first().getAttribute("href"));
  must((await paper.body()).subarray(0, 5).toString() === "%PDF-", "there is no attestation on paper");
  const stranger = await run.visitor({ width: 390, height: 800, phone: true });
  await stranger.goto(`/attestation/${number}`);
  await look(run, stranger, "an attestation checked");
  const seen = await words(stranger);
  must(seen.includes("École du Pré") && !seen.includes("Diop"), "the check says too little, or a name");
  const pack = await (await desk.context().request.get(`${office}/heures/preuves.zip?du=2026-01-01&au=2026-12-31`)).body();
  must(pack.subarray(0, 2).toString() === "PK", "there is no pack of evidence");
});
