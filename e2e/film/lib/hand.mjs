// A hand in the page: a pointer that one sees moving, pressing, scrolling and underlining. It lies over the page and is no part of it.
import { BEAT } from "./reel.mjs";

/** Puts the pointer into the page. The content policy refuses styles as text: each is set as a property. */
function install() {
  const svg = (name, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const layer = document.createElement("div");
  Object.assign(layer.style, { position: "fixed", inset: "0", zIndex: "2147483647", pointerEvents: "none", contain: "strict" });
  const drawing = svg("svg", { width: "100%", height: "100%" });
  const marks = svg("g", {});
  const ring = svg("circle", { r: 0, fill: "#c8452a", "fill-opacity": 0.28, stroke: "#c8452a", "stroke-width": 2 });
  const arrow = svg("path", { d: "M0 0 L0 25 L6.2 19.4 L10.4 28.6 L15 26.600 L10.900 17.700 L19 17.200 Z", fill: "#16201b", stroke: "#ffffff", "stroke-width": 1.800, "stroke-linejoin": "round" });
  drawing.append(marks, ring, arrow);
  layer.append(drawing);
  document.body.append(layer);
  window.theHand = {
    put(x, y, pressed) {
      arrow.setAttribute("transform", `translate(${x} ${y}) scale(${pressed > 0 ? 1.05 : 1.15})`);
      ring.setAttribute("cx", x);
      ring.setAttribute("cy", y);
      ring.setAttribute("r", pressed > 0 ? 6 + 16 * pressed : 0);
      ring.setAttribute("stroke-opacity", 1 - pressed * 0.7);
    },
    /** Where some words of an element stand. */
    find(element, words) {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const at = walker.currentNode.data.indexOf(words);
        if (at < 0 || walker.currentNode.parentElement.closest(".visually-hidden")) continue;
        const range = document.createRange();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + words.length);
        return [...range.getClientRects()].map(({ x, y, width, height }) => ({ x, y, width, height }));
      }
      throw new Error(`these words are not there: ${words}`);
    },
    /** A stroke of a marker under the words, as far as `share` of it. */
    mark(rects, share) {
      marks.lastBatch?.forEach((mark) => mark.remove());
      let left = share * rects.reduce((sum, rect) => sum + rect.width, 0);
      marks.lastBatch = rects.map(({ x, y, width, height }) => {
        const drawn = Math.max(0, Math.min(width, left));
        left -= drawn;
        const mark = svg("rect", { x: x - 2, y: y - 1, width: drawn ? drawn + 4 : 0, height: height + 2, rx: 4, fill: "#e0a100", "fill-opacity": 0.4 });
        marks.append(mark);
        return mark;
      });
    },
    keep: () => (marks.lastBatch = undefined),
    clear: () => marks.replaceChildren(),
  };
}

/** Slow, quick, slow. */
const eased = (share) => share * share * (3 - 2 * share);

/** A hand that does things in `page` and lets `reel` see it. */
export async function lendHand(page, reel) {
  await page.evaluate(install);
  let [x, y] = [400, 330];
  const put = (pressed = 0) => page.evaluate(([px, py, p]) => window.theHand.put(px, py, p), [x, y, pressed]);
  await put();

  const moveTo = async (toX, toY) => {
    const [fromX, fromY] = [x, y];
    const beats = Math.max(6, Math.round((Math.hypot(toX - fromX, toY - fromY) * 2.2 + 350) / BEAT));
    for (let i = 1; i <= beats; i += 1) {
      const share = eased(i / beats);
      // a wrist turns: nobody moves along a ruler
      const bow = Math.sin(Math.PI * share) * 0.06;
      [x, y] = [fromX + (toX - fromX) * share - (toY - fromY) * bow, fromY + (toY - fromY) * share + (toX - fromX) * bow];
      await put();
      await reel.beat();
    }
    [x, y] = [toX, toY];
    await page.mouse.move(x, y);
    await put();
  };
  /** Brings something into the middle of the screen, unless it is all there. */
  const show = async (target, { margin = 6, to } = {}) => {
    const box = await target.boundingBox();
    const height = page.viewportSize().height;
    const inside = box.y >= margin && box.y + box.height <= height - margin;
    if (inside && to === undefined) return;
    const from = await page.evaluate(() => window.scrollY);
    const goal = from + (to === undefined ? box.y - Math.max(margin, (height - box.height) / 2) : box.y - to);
    const most = await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
    const end = Math.max(0, Math.min(most, goal));
    const beats = Math.max(8, Math.round((Math.abs(end - from) * 2 + 250) / BEAT));
    for (let i = 1; i <= beats; i += 1) {
      await page.evaluate((top) => window.scrollTo({ top, behavior: "instant" }), from + (end - from) * eased(i / beats));
      await reel.beat();
    }
  };
  const to = async (target, { at = 0.3 } = {}) => {
    await show(target);
    const box = await target.boundingBox();
    await moveTo(box.x + Math.min(box.width * at, box.width - 8), box.y + box.height / 2);
  };
  const press = async (target, options) => {
    await to(target, options);
    await reel.hold(200);
    for (const pressed of [0.25, 0.6]) {
      await put(pressed);
      await reel.beat();
    }
    await page.mouse.click(x, y);
    for (const pressed of [1, 0]) {
      await put(pressed);
      await reel.beat();
    }
    await reel.hold(300);
  };
  return {
    to,
    press,
    show,
    /** Types words, letter by letter. */
    async type(target, words) {
      await press(target);
      for (const letter of words) {
        await target.pressSequentially(letter);
        await reel.beat();
        await reel.beat();
      }
    },
    /** Underlines some words of an element, as a finger that follows them. */
    async underline(target, words) {
      await show(target);
      const rects = await target.evaluate((element, text) => window.theHand.find(element, text), words);
      await moveTo(rects[0].x, rects[0].y + rects[0].height - 2);
      const length = rects.reduce((sum, rect) => sum + rect.width, 0);
      const beats = Math.max(8, Math.round((length * 4 + 300) / BEAT));
      for (let i = 1; i <= beats; i += 1) {
        const share = i / beats;
        let left = share * length;
        const rect = rects.find((one) => (left <= one.width + 0.01 ? true : ((left -= one.width), false))) ?? rects.at(-1);
        [x, y] = [rect.x + Math.min(left, rect.width), rect.y + rect.height - 2];
        await page.evaluate(([all, part]) => window.theHand.mark(all, part), [rects, share]);
        await put();
        await reel.beat();
      }
      await page.evaluate(() => window.theHand.keep());
    },
    /** Takes what was underlined away. */
    async wipe() {
      await page.evaluate(() => window.theHand.clear());
      await reel.beat();
    },
  };
}
