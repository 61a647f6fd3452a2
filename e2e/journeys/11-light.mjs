import { begin, dontKnow, finished, placeOf, taskOf } from "../lib/answer.mjs";
import { journey, must } from "../lib/journey.mjs";

const LIMIT = 60_000;

/** Counts what comes over the line, without any cache. */
async function scales(page) {
  const line = await page.context().newCDPSession(page);
  await line.send("Network.enable");
  await line.send("Network.setCacheDisabled", { cacheDisabled: true });
  let parts = new Map();
  const types = new Map();
  line.on("Network.responseReceived", (e) => types.set(e.requestId, `${e.type} ${new URL(e.response.url).pathname.replace(/\.[0-9a-f]{10}\./, ".")}`));
  line.on("Network.loadingFinished", (e) => parts.set(types.get(e.requestId) ?? e.requestId, e.encodedDataLength));
  return {
    reset: () => (parts = new Map()),
    total: () => [...parts.values()].reduce((sum, size) => sum + size, 0),
    parts: () => [...parts].map(([name, size]) => `${name.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, "…")} ${size}`).join(", "),
  };
}

journey("home and every question weigh less than 60 kB, with style, script and font", async (run) => {
  const page = await run.visitor({ width: 390, height: 844, phone: true });
  const scale = await scales(page);
  await page.goto("/", { waitUntil: "networkidle" });
  const home = scale.total();
  must(home > 10_000, `only ${home} bytes were counted`);
  run.check(home < LIMIT, `home weighs ${home} bytes`);
  run.note(`home: ${(home / 1000).toFixed(1)} kB (${scale.parts()})`);
  const id = await begin(page);
  let heaviest = { size: 0 };
  for (let place = "question"; place === "question"; ) {
    const { kind } = await taskOf(page);
    scale.reset();
    await page.goto(`/positionnement/${id}`, { waitUntil: "networkidle" });
    const size = scale.total();
    run.check(size < LIMIT, `a question (${kind}) weighs ${size} bytes: ${scale.parts()}`);
    if (size > heaviest.size) heaviest = { size, kind, parts: scale.parts() };
    place = await dontKnow(page);
  }
  must(placeOf(page) === "profile-form", `the end leads to ${page.url()}`);
  run.note(`heaviest question: ${(heaviest.size / 1000).toFixed(1)} kB (${heaviest.kind}; ${heaviest.parts})`);
});

journey("nothing moves for whoever asked for less motion", async (run) => {
  const page = await run.visitor({ reducedMotion: "reduce" });
  const still = async (where) => {
    const moving = await page.evaluate(() => {
      const seconds = (list) => Math.max(...list.split(",").map((t) => (t.trim().endsWith("ms") ? parseFloat(t) / 1000 : parseFloat(t))));
      const slow = [...document.querySelectorAll("*")].filter((e) => {
        const style = getComputedStyle(e);
        return seconds(style.transitionDuration) > 0.01 || (style.animationName !== "none" && seconds(style.animationDuration) > 0.01);
      });
      const running = document.getAnimations().filter((a) => a.playState === "running" && (a.effect?.getComputedTiming().activeDuration ?? 0) > 10);
      return { running: running.length, slow: [...new Set(slow.map((e) => `<${e.tagName.toLowerCase()} class="${e.getAttribute("class") ?? ""}">`))].slice(0, 5), smooth: getComputedStyle(document.documentElement).scrollBehavior === "smooth" };
    });
    run.check(!moving.running, `${moving.running} animations run on ${where}`);
    run.check(!moving.slow.length, `movement is declared on ${where}: ${moving.slow.join(", ")}`);
    run.check(!moving.smooth, `${where} scrolls smoothly`);
  };
  for (const path of ["/", "/styleguide", "/referentiel", "/connexion"]) {
    await page.goto(path);
    await still(path);
  }
  await begin(page);
  await still("question");
  await page.goto("/");
  await finished(page, { questions: 2 });
  await still("result");
});
