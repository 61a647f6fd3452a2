// What is looked at on every page: axe, the width, the size of what is tapped.
import AxeBuilder from "@axe-core/playwright";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** No violation of axe's rules, WCAG 2.2 AA and good practice. */
export async function axe(run, page, where) {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(RULES).analyze();
  for (const violation of violations) {
    const nodes = violation.nodes.slice(0, 3).map((n) => `${n.target.join(" ")} ${n.any[0]?.message ?? n.all[0]?.message ?? n.none[0]?.message ?? ""}`.trim());
    const more = violation.nodes.length > 3 ? ` (and ${violation.nodes.length - 3} more)` : "";
    run.problem(`axe, ${where}: ${violation.id} (${violation.impact}): ${violation.help}\n  ${nodes.join("\n  ")}${more}`);
  }
}

/** Nothing is wider than the screen, unless it scrolls in a box of its own. */
export async function fits(run, page, where) {
  const width = page.viewportSize().width;
  const found = await page.evaluate((width) => {
    const root = document.documentElement;
    const inside = (element) => {
      for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
        if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(up).overflowX)) return true;
      }
      return false;
    };
    const wide = [...document.body.querySelectorAll("*")].filter((e) => {
      const box = e.getBoundingClientRect();
      return box.width > 1 && box.height > 1 && box.right > width + 1 && e.checkVisibility({ visibilityProperty: true }) && !e.closest("svg svg, svg *") && !inside(e);
    });
    const name = (e) => `<${e.tagName.toLowerCase()} class="${e.getAttribute("class") ?? ""}"> to ${Math.round(e.getBoundingClientRect().right)} px`;
    return { scroll: Math.max(root.scrollWidth, document.body.scrollWidth), wide: wide.slice(-3).map(name) };
  }, width);
  if (found.scroll > width || found.wide.length) run.problem(`wider than ${width} px (${found.scroll} px), ${where}: ${found.wide.join(", ")}`);
}

/**
 * What can be tapped: under 24 px without room around it is refused (WCAG 2.2, 2.5.8: a circle of 24 px around it must
 * touch no other target), under 44 px is told.
 */
export async function targets(run, page, where) {
  const found = await page.evaluate(() => {
    const list = [];
    for (const e of document.querySelectorAll("a[href], button, summary, select, input:not([type=hidden]), textarea")) {
      // the label is the target of what it names
      const label = e.matches("input[type=radio], input[type=checkbox]") ? e.closest("label") : null;
      const target = label ?? e;
      if (!target.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const box = target.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1) continue; // for screen readers and the skip link
      const words = (target.innerText || e.getAttribute("aria-label") || e.name || e.type || "").trim().replace(/\s+/g, " ").slice(0, 40);
      const around = (target.parentElement?.textContent ?? "").trim().length > (target.textContent ?? "").trim().length;
      const inText = getComputedStyle(target).display.startsWith("inline") && around; // excepted: its size is that of the line
      list.push({ target, box, tag: target.tagName.toLowerCase(), words, inText });
    }
    const crowded = ({ target, box }) => {
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      return list.some((other) => {
        if (other.target === target || other.target.contains(target) || target.contains(other.target)) return false;
        const dx = Math.max(other.box.left - x, 0, x - other.box.right);
        const dy = Math.max(other.box.top - y, 0, y - other.box.bottom);
        return Math.hypot(dx, dy) < 12;
      });
    };
    return list.map((t) => {
      const smaller = Math.min(t.box.width, t.box.height);
      return { tag: t.tag, words: t.words, inText: t.inText, width: Math.round(t.box.width), height: Math.round(t.box.height), smaller, refused: smaller < 24 && crowded(t) };
    });
  });
  for (const t of found) {
    if (t.inText || t.smaller >= 43.5) continue;
    if (t.refused) run.problem(`target of ${t.width} × ${t.height} px, ${where}: <${t.tag}> “${t.words}”`);
    const key = `<${t.tag}> “${t.words}”`;
    const small = run.world.smallTargets;
    if (!small.has(key)) small.set(key, `${t.width} × ${t.height} px, ${where}`);
  }
}

/** One title, one h1, a language. */
export async function skeleton(run, page, where) {
  const found = await page.evaluate(() => ({ h1: document.querySelectorAll("h1").length, title: document.title, lang: document.documentElement.lang }));
  run.check(found.h1 === 1, `${found.h1} h1, ${where}`);
  run.check(found.title.length > 8, `title “${found.title}”, ${where}`);
  run.check(["fr", "en"].includes(found.lang), `language “${found.lang}”, ${where}`);
}

/** What needs no script: the skeleton, the width, what is tapped. */
export async function shape(run, page, where) {
  await skeleton(run, page, where);
  await fits(run, page, where);
  await targets(run, page, where);
}

/** All of it. */
export async function look(run, page, where) {
  await shape(run, page, where);
  await axe(run, page, where);
}

const asFile = (name) => name.replace(/[^a-z0-9]+/gi, "-");

/** All of it as the page is and on the narrowest phone, with a picture of each named after `area`. */
export const lookedIn = (area) => async (run, page, where) => {
  const before = page.viewportSize();
  for (const viewport of [before, { width: 320, height: 640 }]) {
    await page.setViewportSize(viewport);
    await look(run, page, `${where}, ${viewport.width} px`);
    await page.screenshot({ path: `${run.world.out}/${area}-${asFile(where)}-${viewport.width}.png`, fullPage: true });
  }
  await page.setViewportSize(before);
};

/** All of it at every width, light and dark, with a picture of each. */
export async function everyWay(run, page, name, widths = [320, 1280]) {
  const before = page.viewportSize();
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    await shape(run, page, `${name} at ${width} px`);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await axe(run, page, `${name} at ${width} px, ${colorScheme}`);
      await page.screenshot({ path: `${run.world.out}/${name}-${width}-${colorScheme}.png`, fullPage: true, animations: "disabled" });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(before);
}
