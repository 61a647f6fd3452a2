// Being on a page: what it says, a button of it, waiting for what it will say.
import { leading } from "./answer.mjs";
import { must, PATIENCE } from "./journey.mjs";
import { say } from "./words.mjs";

/** What stands between the header and the footer. */
export const words = (page) => page.locator("main").innerText();

/** Presses the button with these words, the first of them in `scope`, and waits for where it leads. */
export const press = (page, name, scope = page) => leading(page, () => scope.getByRole("button", { name: say(name) }).first().click());

/** Loads a page again until it shows something. */
export async function until(page, path, holds, what) {
  const begun = performance.now();
  for (;;) {
    await page.goto(path);
    if (await holds(page)) return;
    must(performance.now() - begun < PATIENCE, `${what} does not come: ${page.url()}`);
    await page.waitForTimeout(500);
  }
}
