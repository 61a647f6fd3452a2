// The list of journeys, the few lines that run them, and what watches every page on the way.

const all = [];

/** Milliseconds after which something that did not come will not come. Pages are quick; a machine may stop for a while. */
export const PATIENCE = 120_000;

/** Declares a journey: `promise` is what it shows to hold. */
export function journey(promise, run) {
  all.push({ promise, run });
}

/** A failed expectation that ends the journey. */
export function must(holds, message) {
  if (!holds) throw new Error(message);
}

/** One run of a journey: its visitors, and what was found wrong on the way. */
export class Run {
  problems = [];
  notes = [];
  #contexts = [];

  constructor(world) {
    this.world = world;
  }

  /** Notes a problem and goes on, so that one defect does not hide the next. */
  problem(message) {
    if (!this.problems.includes(message)) this.problems.push(message);
  }

  /** Asks for something without which the journey can still go on. */
  check(holds, message) {
    if (!holds) this.problem(message);
    return Boolean(holds);
  }

  /** A figure worth printing. */
  note(text) {
    this.notes.push(text);
  }

  /**
   * Somebody with a browser of their own: no cookie, no cache. `base` names another server than the first.
   * @returns a page; `page.context()` is theirs
   */
  async visitor({ base = this.world.base, width = 1280, height = 800, phone = false, ...options } = {}) {
    const context = await this.world.browser.newContext({
      baseURL: base,
      locale: "fr-FR",
      timezoneId: "Europe/Paris",
      viewport: { width, height },
      isMobile: phone,
      hasTouch: phone,
      acceptDownloads: true,
      ...options,
    });
    context.setDefaultTimeout(PATIENCE);
    this.#contexts.push(context);
    this.#watch(context, new URL(base).host);
    return context.newPage();
  }

  /** Nothing leaves the machine, no script fails, no policy is broken, nothing that a page needs is missing. */
  #watch(context, host) {
    context.on("request", (request) => {
      const url = new URL(request.url());
      if (["http:", "https:", "ws:", "wss:"].includes(url.protocol) && url.host !== host) this.problem(`a request left for ${url.host}: ${request.url()}`);
    });
    context.on("response", (response) => {
      const status = response.status();
      const wanted = response.request().resourceType() !== "document";
      if (status >= 500 || (status >= 400 && wanted)) this.problem(`${status} for ${response.request().method()} ${response.url()}`);
    });
    context.on("requestfailed", (request) => {
      const why = request.failure()?.errorText ?? "";
      // a navigation that gives way to another one; a line that a journey cuts itself
      if (why !== "net::ERR_ABORTED" && !this.lineIsCut) this.problem(`${why} for ${request.method()} ${request.url()}`);
    });
    context.on("console", (message) => {
      // statuses are judged above, where the request is known
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
        this.problem(`console error on ${message.page()?.url()}: ${message.text()}`);
      }
    });
    context.on("weberror", (error) => {
      const { message } = error.error();
      // Chromium tells of a fade between two pages that it gave up, for instance because the machine is busy
      if (!/^Transition was (aborted|skipped)/.test(message)) this.problem(`script error: ${message}`);
    });
  }

  /** What was on the screens when it went wrong. */
  async lastSeen(promise) {
    for (const [at, page] of this.#contexts.flatMap((context) => context.pages()).entries()) {
      const file = `failed-${promise.replace(/[^a-z0-9]+/gi, "-").slice(0, 50)}-${at + 1}.png`;
      const heading = await page.locator("h1").first().innerText({ timeout: 1000 }).catch(() => "no h1");
      await page.screenshot({ path: `${this.world.out}/${file}` }).catch(() => {});
      this.note(`last seen: ${page.url()} “${heading}” (out/${file})`);
    }
  }

  async leave() {
    await Promise.all(this.#contexts.map((context) => context.close()));
  }
}

/** Runs the journeys whose promise or file matches, some side by side, and prints each as it ends. */
export async function runAll(world, { workers, only, limit }) {
  const queue = only ? all.filter((j) => only.test(j.promise)) : [...all];
  let [passed, failed] = [0, 0];
  const failures = [];
  const work = async () => {
    for (let next; (next = queue.shift()); ) {
      const begun = performance.now();
      const run = new Run(world);
      let clock;
      const late = new Promise((_, reject) => (clock = setTimeout(() => reject(new Error(`not over after ${limit / 1000} s`)), limit)));
      try {
        await Promise.race([next.run(run, world), late]);
      } catch (error) {
        // our own lines of the trace are enough
        run.problem((error.stack ?? String(error)).split("\n").filter((line) => !/^\s+at .*(node:|lib\/journey|run\.mjs)/.test(line)).join("\n"));
        await run.lastSeen(next.promise);
      }
      clearTimeout(clock);
      await run.leave().catch((error) => run.problem(`closing: ${error.message}`));
      const took = `${((performance.now() - begun) / 1000).toFixed(1)} s`;
      if (run.problems.length) {
        failed += 1;
        failures.push({ promise: next.promise, problems: run.problems });
        console.log(`✗ ${next.promise} (${took})`);
        for (const problem of run.problems) console.log(`    ${problem.replaceAll("\n", "\n    ")}`);
      } else {
        passed += 1;
        console.log(`✓ ${next.promise} (${took})`);
      }
      for (const note of run.notes) console.log(`    · ${note}`);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return { passed, failed, failures };
}
