import { finished, leading } from "../lib/answer.mjs";
import { journey, must } from "../lib/journey.mjs";
import { keep, newAddress } from "./06-account.mjs";
import { say } from "../lib/words.mjs";

journey("a stranger with the link sees the profile and nothing more, until it is revoked", async (run, world) => {
  const owner = await run.visitor();
  const id = await finished(owner);
  const address = newAddress();
  await keep(owner, world, address);
  await owner.goto(`/resultat/${id}`);
  await leading(owner, () => owner.locator('form[action$="/partages"] button').click());
  const link = await owner.getByLabel(say("share-new")).inputValue();

  const stranger = await run.visitor();
  await stranger.goto(link);
  must(await stranger.getByRole("heading", { level: 1, name: say("result-title-guest") }).isVisible(), "the link does not show a profile");
  must((await stranger.getByRole("heading", { level: 3 }).count()) >= 5, "the profile does not name five domains");
  const html = await stranger.content();
  must(!html.includes(address) && !html.toLowerCase().includes("ehpad.example"), "the address of the owner is on the shared page");
  must(!html.includes(id), "the shared page names the session of the owner");
  const forms = await stranger.locator("form").evaluateAll((all) => all.map((f) => f.getAttribute("action")).filter((a) => a !== "/preferences"));
  must(!forms.length, `the shared page has actions: ${forms.join(", ")}`);
  must(!(await stranger.locator('main a[href*="/resultat/"]').count()), "the shared page links to what is the owner's");
  must(!(await stranger.context().cookies()).some((c) => c.name === "socle"), "looking at a shared profile signs the stranger in");
  for (const path of [`/resultat/${id}`, `/resultat/${id}/corrige`]) {
    const response = await stranger.goto(path);
    must([401, 403, 404].includes(response.status()), `${path} answers ${response.status()} to a stranger`);
  }

  // seen and counted, then revoked
  await owner.goto(`/resultat/${id}`);
  run.check((await owner.locator("main").innerText()).includes("ouvert une fois"), "the owner is not told that the link was opened");
  await leading(owner, () => owner.getByRole("button", { name: new RegExp(say("share-revoke")) }).click());
  run.check(await owner.getByRole("status").filter({ hasText: say("notice-share-revoked") }).count(), "nothing says that the link is revoked");
  run.check(new URL(owner.url()).pathname === `/resultat/${id}`, `revoking a link leaves the result for ${new URL(owner.url()).pathname}`);
  const gone = await stranger.goto(link);
  must([404, 410].includes(gone.status()), `a revoked link answers ${gone.status()}`);
  must(!(await stranger.getByRole("heading", { name: say("result-title-guest") }).count()), "a revoked link still shows the profile");
});
