// Runs the browser journeys against the real program. `node run.mjs [words]` runs those whose promise has the words.
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { runAll } from "./lib/journey.mjs";
import { contentToTick, contentWithShortBites, contentWithEveryKind, contentWithSimulators, startServer } from "./lib/server.mjs";
import { startSmtp } from "./lib/smtp.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const binary = process.env.SOCLE_BIN ?? join(here, "../target/debug/socle");
const only = process.argv[2] ? new RegExp(process.argv.slice(2).join(" "), "i") : null;
const begun = performance.now();
const closing = [];
let code = 1;

// whatever happens, nothing is left running or lying about
const closeAll = async () => {
  while (closing.length) await closing.pop()().catch((error) => console.error(error.message));
};
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => closeAll().then(() => process.exit(130)));

try {
  const out = join(here, "out");
  if (!only) await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const mails = await startSmtp();
  closing.push(mails.stop);
  const content = await contentWithShortBites(join(here, "../content"), 1);
  closing.push(content.remove);
  const server = await startServer({ binary, smtp: mails.url });
  closing.push(server.stop);
  const bites = await startServer({ binary, smtp: mails.url, content: content.folder });
  closing.push(bites.stop);
  const simulators = await contentWithSimulators(join(here, "../content"));
  closing.push(simulators.remove);
  const tools = await startServer({ binary, smtp: mails.url, content: simulators.folder });
  closing.push(tools.stop);
  const everyKind = await contentWithEveryKind(join(here, "../content"));
  closing.push(everyKind.remove);
  const kinds = await startServer({ binary, smtp: mails.url, content: everyKind.folder });
  closing.push(kinds.stop);
  const ticked = await contentToTick(join(here, "../content"));
  closing.push(ticked.remove);
  const exams = await startServer({ binary, smtp: mails.url, content: ticked.folder });
  closing.push(exams.stop);
  // a server of its own for a journey that moves the clock: no other may feel it
  const withClock = async (use) => {
    const own = await startServer({ binary, smtp: mails.url, clock: true, demo: false });
    try {
      await Promise.race([use(own), own.died]);
    } finally {
      await own.stop();
    }
  };
  const browser = await chromium.launch({
    executablePath: process.env.SOCLE_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync",
      // no name but this machine's is found
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ],
  });
  closing.push(() => browser.close());
  for (const file of (await readdir(join(here, "journeys"))).sort()) await import(`./journeys/${file}`);
  const world = { base: server.base, bitesBase: bites.base, toolsBase: tools.base, kindsBase: kinds.base, examBase: exams.base, content: ticked.folder, withClock, demo: server.demo, mails, browser, out, smallTargets: new Map() };
  const running = runAll(world, { workers: Number(process.env.SOCLE_E2E_WORKERS ?? 3), only, limit: 1_200_000 });
  const { passed, failed, failures } = await Promise.race([running, server.died, bites.died, tools.died, kinds.died, exams.died]);
  if (world.smallTargets.size) {
    // a list to read, in a file: what failed has the last lines of the output for itself
    const list = join(out, "small-targets.txt");
    await writeFile(list, [...world.smallTargets].map(([name, size]) => `${name}: ${size}\n`).join(""));
    console.log(`\nTargets under 44 px, outside of running text: ${world.smallTargets.size}, in ${list}`);
  }
  const logged = [server, bites, tools, kinds, exams].flatMap((s) => s.output().split("\n").filter((line) => /ERROR|panicked/.test(line)));
  if (logged.length) console.log(`\nThe program logged:\n    ${logged.slice(0, 10).join("\n    ")}`);
  // once more, as the last lines: what stands above may be cut off
  for (const { promise, problems } of failures) console.log(`\nFailed: ${promise}\n    ${problems.join("\n").replaceAll("\n", "\n    ")}`);
  console.log(`\n${((performance.now() - begun) / 1000).toFixed(0)} s`);
  console.log(`${passed} passed, ${failed} failed`);
  code = failed || !passed ? 1 : 0;
} catch (error) {
  console.error(error);
  console.log("0 passed, 1 failed");
} finally {
  await closeAll();
}
process.exit(code);
