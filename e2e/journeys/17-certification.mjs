import { readFile } from "node:fs/promises";
import { answer, button, fill, leading, taskOf } from "../lib/answer.mjs";
import { keys } from "../lib/keys.mjs";
import { journey, must } from "../lib/journey.mjs";
import { look, lookedIn } from "../lib/look.mjs";
import { press, until, words } from "../lib/page.mjs";
import { say } from "../lib/words.mjs";
import { signIn } from "./09-demo.mjs";

const looked = lookedIn("certification");
const folded = (code) => code.replace(/[\s-]/g, "");

/** A name for each of them: names hold no digit. */
const family = (n) => `Candidat${String.fromCharCode(97 + n)}`;
const TWELVE = Array.from({ length: 12 }, (_, n) => ({ n, family: family(n), given: "Zoé", born: `${String(n + 1).padStart(2, "0")}/03/2001`, email: n ? "" : "zoe.candidata@ifsi-tilleuls.example" }));

/** A centre that may hold exams, with a room: asked for by whoever manages it, granted by the certifier. */
async function centre(run, manager, certifier) {
  await manager.goto("/pilotage/nouveau");
  await manager.locator('input[name="kind"][value="school"]').check();
  await manager.locator("#f-name").fill(`IFSI des Tilleuls ${Date.now() % 100000}`);
  await press(manager, "organisation-new-button");
  const office = `${new URL(manager.url()).pathname.match(/^\/pilotage\/[0-9a-f-]{36}/)?.[0]}/certification`;
  await manager.goto(office);
  await looked(run, manager, "a centre to be");
  await manager.goto(`${office}/habilitation`);
  await press(manager, "centre-ask-send");
  must(await manager.getByRole("alert").isVisible(), "an empty request is sent");
  await manager.locator("#f-responsable").fill("Camille Roux, responsable pédagogique");
  await manager.locator("#f-contact").fill("certification@ifsi-tilleuls.example");
  await manager.locator("#f-salles").fill("Une salle de vingt postes fixes, deux portables de secours, connexion filaire.");
  await manager.locator("#f-engagement").check();
  await looked(run, manager, "asking to be a centre");
  await press(manager, "centre-ask-send");
  await certifier.goto("/certificateur/centres");
  await looked(run, certifier, "centres");
  await leading(certifier, () => certifier.locator('main a[href^="/certificateur/centres/"]').first().click());
  await certifier.locator('input[name="reponse"][value="granted"]').check();
  const until = new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10);
  await certifier.locator("#f-jusqu").fill(until);
  await looked(run, certifier, "answering a centre");
  await press(certifier, "centres-send");
  await manager.goto(`${office}/salles/nouvelle`);
  await manager.locator("#f-nom").fill("Salle Florence Nightingale");
  await manager.locator("#f-adresse").fill("12 allée des Tilleuls, 35000 Rennes");
  await manager.locator("#f-places").fill("20");
  await press(manager, "centre-save");
  return office;
}

/** An exam of today with these candidates, from a file; gives its page and what each of them types. */
async function exam(run, manager, office) {
  await manager.goto(`${office}/sessions/nouvelle`);
  // the clock of the centre is that of Paris, and the exam is one of today
  const paris = new Intl.DateTimeFormat("fr-CA", { timeZone: "Europe/Paris", dateStyle: "short" }).format(new Date());
  await manager.locator("#f-jour").fill(paris);
  await manager.locator("#f-heure").fill("23:59");
  await manager.locator("#f-places").fill("12");
  await looked(run, manager, "a new exam");
  await press(manager, "centre-save");
  const page = new URL(manager.url()).pathname;
  await manager.goto(`${page}/candidats/importer`);
  const rows = TWELVE.map((c) => `${c.family};${c.given};${c.born};F;;35000;Rennes;FRANCE;${c.email};`);
  rows.push("Boucher;Zoé;31/02/2001;F;;35000;Rennes;FRANCE;;");
  const file = `Nom de naissance;Prénom;Date de naissance (format: jj/mm/aaaa);Sexe (M ou F);Code INSEE;Code postal;Nom de la commune;Pays;E-mail;Temps majoré\r\n${rows.join("\r\n")}\r\n`;
  await manager.locator("#f-file").setInputFiles({ name: "candidats.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
  await press(manager, "intake-send");
  await looked(run, manager, "candidates from a file");
  must((await words(manager)).includes("31/02/2001"), "the impossible date is not named");
  await leading(manager, () => manager.locator('form[action$="/candidats/inscrire"] button').click());
  await manager.goto(`${page}/ouvrir`);
  await looked(run, manager, "opening an exam");
  await press(manager, "centre-do-open");
  await manager.goto(page);
  await manager.locator("details.centre-secret summary").click();
  await looked(run, manager, "an exam with its candidates");
  const shown = await manager.locator("main").evaluate((main) => ({
    number: main.querySelector("dl .centre-code").textContent,
    watch: main.querySelector(".centre-secret .centre-code").textContent,
    codes: Object.fromEntries([...main.querySelectorAll("table.centre-table tbody tr")].map((row) => [row.querySelector("th a").textContent.trim(), row.querySelector("td.centre-code").textContent])),
  }));
  const codes = new Map(TWELVE.map((c) => [c.n, Object.entries(shown.codes).find(([name]) => name.includes(c.family) || name.toLowerCase().includes(c.family.toLowerCase()))?.[1]]));
  must([...codes.values()].every(Boolean), `not everybody is on the list: ${JSON.stringify(shown.codes)}`);
  return { page, number: shown.number, watch: shown.watch, codes };
}

journey("twelve people sit an exam in twelve browsers, an alert, an incident and a machine that fails among them; a jury decides, and a stranger verifies a certificate on a phone", async (run, world) => {
  const at = { base: world.examBase };
  const known = await keys(world.content);
  const team = (name) => ({ email: `${name}@demo.socle.test`, password: world.demo.password });
  const [manager, certifier, juror] = [await run.visitor(at), await run.visitor(at), await run.visitor(at)];
  await signIn(manager, world.demo);
  await signIn(certifier, team("alix.moreau"));
  await signIn(juror, team("noa.petit"));
  const office = await centre(run, manager, certifier);
  const { page: room, number, watch, codes } = await exam(run, manager, office);

  // the convocation: confirmed, and bound to an account
  const mail = await world.mails.mailTo(TWELVE[0].email);
  const link = mail.text.match(/https?:\/\/\S+\/certification\/candidature\/\S+/)?.[0];
  must(link, `the convocation has no link:\n${mail.text}`);
  await manager.goto(new URL(link).pathname);
  await looked(run, manager, "a convocation");
  await press(manager, "candidacy-confirm");
  await press(manager, "candidacy-account-bind");

  // the invigilator
  const guard = await run.visitor(at);
  await guard.goto("/surveillance");
  await looked(run, guard, "coming in to watch");
  await guard.locator("#f-number").fill(number.toLowerCase());
  await guard.locator("#f-code").fill("BCDF-GHJK");
  await guard.locator("#f-name").fill("Dominique Leroy");
  await press(guard, "watch-enter-button");
  must(await guard.getByRole("alert").isVisible(), "any code lets one watch");
  await guard.locator("#f-code").fill(watch);
  await press(guard, "watch-enter-button");
  await looked(run, guard, "the board before the exam");

  // twelve browsers at the door; the fourth has no JavaScript, the second is a phone
  const people = [];
  for (const who of TWELVE) {
    const options = who.n === 1 ? { width: 320, height: 640, phone: true } : who.n === 3 ? { javaScriptEnabled: false } : {};
    const page = await run.visitor({ ...at, ...options });
    await page.goto("/examen");
    if (who.n === 0) await looked(run, page, "coming in to an exam");
    await page.locator("#f-number").fill(number);
    await page.locator("#f-code").fill(codes.get(who.n).toLowerCase());
    await press(page, "exam-enter-button");
    if (who.n === 0) await looked(run, page, "waiting for an exam");
    people.push({ ...who, page, options });
  }
  await guard.goto("/surveillance");
  await press(guard, "watch-open-button");
  for (let left = TWELVE.length; left; left -= 1) {
    const check = guard.locator("form.watch-check button").first();
    must(await check.count(), `${left} people cannot be let in`);
    await leading(guard, () => check.click());
  }
  await looked(run, guard, "the board with everybody let in");
  const start = (await words(guard)).match(new RegExp(`${say("watch-start-code")}\\s*:?\\s*([A-Z]{4})`))?.[1] ?? folded(await guard.locator(".watch-start, .watch-code").first().innerText());
  must(/^[A-Z]{4}$/.test(start), `the board shows no code to begin with: ${start}`);

  const seat = async (who) => {
    await guard.goto("/surveillance");
    await leading(guard, () => guard.locator("main table a", { hasText: new RegExp(who.family, "i") }).click());
  };
  const begin = async ({ page, n }) => {
    await page.goto("/examen");
    await page.locator("#f-start").fill(start.toLowerCase());
    await press(page, "exam-start-button");
    if (n === 0) await looked(run, page, "a question of an exam");
  };
  const over = (page) => page.locator('form[action="/examen/quitter"]').count();
  /** Answers until the end, or until so many are given; whoever knows ticks the key, the others do not know. */
  const sit = async ({ page, n }, { knows, most = 99 }) => {
    for (let given = 0; given < most && !(await over(page)); given += 1) {
      const task = await taskOf(page);
      const key = knows(given) ? known.of(task.question) : undefined;
      if (key) {
        for (const label of await page.locator('form[action="/examen/reponse"] label').all()) {
          if (key.has(known.plain(await label.innerText()))) await label.click();
        }
        await leading(page, () => button(page, "answer").click());
      } else if (n === 3) {
        await fill(page, task, { plain: true });
        await leading(page, () => button(page, "answer").click());
      } else {
        await leading(page, () => button(page, "dont-know").click());
      }
    }
  };

  await Promise.all(people.map(begin));
  // what everybody does at once, three at a time as the machine allows
  const some = people.filter((p) => p.n > 2);
  const queue = [...some];
  const work = async () => {
    for (let next; (next = queue.shift()); ) await sit(next, { knows: (given) => next.n < 9 || given % 3 === 0 });
  };
  const crowd = Promise.all([work(), work()]);

  // the first: a question that does not display
  const [first, phone, broken] = people;
  await sit(first, { knows: () => true, most: 3 });
  const before = (await taskOf(first.page)).question;
  await leading(first.page, () => first.page.locator('a[href="/examen/signaler"]').click());
  await looked(run, first.page, "an alert");
  await first.page.locator('input[name="kind"][value="display"]').check();
  await press(first.page, "exam-alert-button");
  await looked(run, first.page, "an alert that waits");
  await seat(first);
  await looked(run, guard, "somebody's seat with an alert");
  await press(guard, "watch-alert-freeze");
  await until(first.page, "/examen", async (page) => (await page.locator('form[action="/examen/reponse"]').count()) === 1, "the next question");
  must((await taskOf(first.page)).question !== before, "the frozen question comes back");

  // the second, on a phone: another machine goes on, and the first one is out at that moment
  await sit(phone, { knows: () => true, most: 5 });
  const other = await run.visitor(at);
  await other.goto("/examen");
  await other.locator("#f-number").fill(number);
  await other.locator("#f-code").fill(codes.get(phone.n));
  await press(other, "exam-enter-button");
  await seat(phone);
  await looked(run, guard, "a machine that asks to go on");
  await press(guard, "watch-device-yes");
  await until(other, "/examen", async (page) => (await page.locator('form[action="/examen/reponse"]').count()) === 1, "the question on the other machine");
  must((await taskOf(other)).seq === 6, `the other machine goes on at question ${(await taskOf(other)).seq}`);
  await phone.page.goto("/examen");
  must(!(await phone.page.locator('form[action="/examen/reponse"]').count()), "two machines answer for one person");
  phone.page = other;

  // the third: the machine fails after four questions; no attempt is lost
  await sit(broken, { knows: () => true, most: 4 });
  await seat(broken);
  await guard.locator("#f-reason").fill("Le poste s’est éteint deux fois.");
  await press(guard, "watch-fail");
  await broken.page.goto("/examen");
  await looked(run, broken.page, "a sitting that failed");

  // an incident, with its report
  await guard.goto("/surveillance/pv/nouveau?genre=incident");
  await guard.locator("#f-category").selectOption("noise");
  await guard.locator("#f-body").fill("Alarme incendie du bâtiment voisin, deux minutes. Personne n’est sorti.");
  await looked(run, guard, "a report of an incident");
  await press(guard, "watch-report-file");

  await Promise.all([crowd, sit(first, { knows: () => true }), sit(phone, { knows: () => true })]);
  await looked(run, first.page, "the end of an exam");
  await guard.goto("/surveillance");
  await looked(run, guard, "the board at the end");
  await guard.goto("/surveillance/cloturer");
  await looked(run, guard, "closing an exam");
  await press(guard, "watch-close-button");

  // the centre sends it, the jury decides, in two hands where it takes two
  await manager.goto(`${room}/envoyer`);
  await press(manager, "centre-do-finalise");
  const id = room.split("/").pop();
  await juror.goto("/certificateur");
  await looked(run, juror, "what waits for the jury");
  await juror.goto(`/certificateur/sessions/${id}`);
  await looked(run, juror, "an exam to decide on");
  must(!(await words(juror)).match(/Candidat[a-l]/i), "the jury reads a name before it decided");
  for (;;) {
    await juror.goto(`/certificateur/sessions/${id}`);
    const waiting = juror.locator("tr.jury-waiting th a").first();
    if (!(await waiting.count())) break;
    await leading(juror, () => waiting.click());
    await juror.locator("#f-words").first().fill("Vu : rien dans le déroulement ne change ce que disent les réponses.");
    await press(juror, "case-look-button");
  }
  await looked(run, juror, "an exam that is ready");
  await press(juror, "jury-confirm");
  must(!(await juror.getByRole("button", { name: say("jury-publish") }).count()), "a juror publishes");
  await certifier.goto(`/certificateur/sessions/${id}`);
  await press(certifier, "jury-publish");
  const published = await words(certifier);
  run.note(`${published.match(/\d+ certifi[^.\n]*/)?.[0] ?? "published"}`);

  // the candidate reads the result and its explanation, and has the certificate
  await manager.goto("/certification");
  await looked(run, manager, "my exams");
  await leading(manager, () => manager.locator('.candidacies a[href^="/certification/"]').first().click());
  await looked(run, manager, "a result explained");
  const verify = await manager.locator('a[href^="/verifier/"]').first().getAttribute("href");
  const [paper] = await Promise.all([manager.waitForEvent("download"), manager.locator('a[href$=".pdf"][href^="/certificats/"]').first().click()]);
  must((await readFile(await paper.path())).subarray(0, 5).toString() === "%PDF-", "the certificate is no PDF");

  // a stranger, on a phone
  const stranger = await run.visitor({ ...at, width: 320, height: 640, phone: true });
  await stranger.goto("/verifier");
  await look(run, stranger, "verifying on a phone");
  await stranger.locator("#f-numero").fill(verify.split("/").pop().toLowerCase());
  await press(stranger, "verify-send");
  await look(run, stranger, "a certificate verified on a phone");
  await stranger.screenshot({ path: `${world.out}/certification-verified-phone.png`, fullPage: true });
  must((await words(stranger)).match(new RegExp(first.family, "i")), "the certificate does not say whose it is");
  await stranger.goto("/verifier/BCDF-GHJK-LMNP");
  must(!(await words(stranger)).match(new RegExp(first.family, "i")), "any number shows somebody's certificate");
});
