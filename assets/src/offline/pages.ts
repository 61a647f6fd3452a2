// What pages of learning say of what this device keeps, and when it is sent.
import { canKeep, keepPart } from "./keep";
import { all, drop, one, send, waiting, type Told } from "./store";

const box = document.querySelector<HTMLElement>("[data-offline]");
const here = document.querySelector<HTMLElement>("[data-module]");
/** Whether this page is a copy that was kept. */
const isCopy = document.body.hasAttribute("data-kept");
const word = (name: string) => box?.dataset[name] ?? "";

function link(to: string, words: string): HTMLAnchorElement {
  const made = document.createElement("a");
  made.className = "button button-quiet";
  made.href = to;
  made.textContent = words;
  return made;
}

function say(sentences: string[], ...acts: HTMLElement[]): void {
  if (!box) return;
  const said = sentences.map((sentence) => Object.assign(document.createElement("p"), { textContent: sentence }));
  box.querySelector(".offline-said")!.replaceChildren(...said, ...acts);
  box.hidden = false;
}

function tell(told: Told): void {
  const module = told.module;
  const has = (outcome: string) => told.outcomes.includes(outcome);
  const back = encodeURIComponent(location.pathname);
  const mine = Object.assign(document.createElement("button"), { type: "button", className: "button button-quiet", textContent: word("mine") });
  mine.addEventListener("click", () => void deliver(module, true));
  switch (told.state) {
    case "done": {
      const sentences = [word(told.is_finished ? "finished" : "sent")];
      if (has("other")) sentences.push(word("other"));
      if (has("changed") || told.is_changed) sentences.push(word("changed"));
      if (has("refused")) sentences.push(word("refused"));
      return say(sentences, link(told.next, word(told.is_finished ? "see" : "goOn")));
    }
    case "signed-out":
      return say([word("signedOut")], link(`/connexion?back=${back}`, word("signIn")), mine);
    case "somebody-else":
      return say([word("somebodyElse")], mine);
    case "gone":
      return say([word("gone")]);
    default:
      return say([word("failed")]);
  }
}

async function deliver(module: string, mine = false): Promise<void> {
  say([word("sending")]);
  try {
    // the worker may have been quicker: then it left word
    const told = (await send(module, mine)) ?? (await one("told", module));
    if (told) tell(told);
    if (told?.state === "done") await drop("told", module);
  } catch {
    await away();
  }
  await fillList();
}

/** There is no network, or nobody answers. */
async function away(): Promise<void> {
  const count = (await all("deeds")).length;
  say([count ? `${word("awayWaiting")} ${count}` : word("away")]);
}

/** Sends what waits of this module, or of all where the page is of none. */
async function deliverAll(): Promise<void> {
  const modules = new Set([...(await all("deeds")), ...(await all("told"))].map((waits) => waits.module));
  for (const module of here ? [here.dataset["module"]!] : modules) if (modules.has(module)) await deliver(module);
}

/** On a copy: what was done at this step already. */
async function showDone(): Promise<void> {
  const [module, step] = [here?.dataset["module"], Number(here?.dataset["step"])];
  if (!here || !module || !step || !isCopy) return;
  const done = (await waiting(module)).filter((deed) => deed.step === step);
  const kept = await one("modules", module);
  const cards = kept?.steps[step - 1]?.cards ?? [];
  const onwards = `/progresser/modules/${module}/${step + 1}#etape`;
  const form = here.querySelector<HTMLFormElement>(`form[action="/progresser/modules/${module}/${step}"]`);
  if (cards.length) {
    const open = cards.findIndex((_, i) => !done.some((deed) => deed.key === `${step}/${i}`));
    if (open < 0) say([word("answered")], link(onwards, word("goOn")));
    else if (done.length && !new URLSearchParams(location.search).has("carte")) location.replace(`?carte=${open + 1}#etape`);
  } else if (done.length && kept?.steps[step - 1]?.item && form) {
    form.hidden = true;
    say([word("answered")], link(onwards, word("goOn")));
  } else if (new URLSearchParams(location.search).has("vide")) say([word("empty")]);
  else if (new URLSearchParams(location.search).has("plein")) say([word("full")]);
}

/** « Gardés sur cet appareil ». */
async function fillList(): Promise<void> {
  const part = document.querySelector<HTMLElement>("[data-kept-list]");
  if (!part) return;
  const modules = await all("modules");
  const rows = await Promise.all(
    modules.map(async (module) => {
      const [run, deeds] = [await one("runs", module.id), await waiting(module.id)];
      const row = document.createElement("li");
      const name = Object.assign(document.createElement("a"), { href: `/progresser/modules/${module.id}`, textContent: module.title });
      const state = document.createElement("span");
      const at = Math.min(module.steps.length, Math.max(0, ...deeds.map((deed) => deed.step)) + 1);
      if (deeds.length) state.textContent = run?.finished ? part.dataset["done"]! : `${part.dataset["step"]} ${at} / ${module.steps.length} · ${part.dataset["waiting"]} ${deeds.length}`;
      else state.textContent = part.dataset["sent"]!;
      row.append(name, state);
      return row;
    }),
  );
  part.querySelector(".kept-list")!.replaceChildren(...rows);
  part.hidden = !rows.length;
  for (const none of document.querySelectorAll<HTMLElement>("[data-kept-none]")) none.hidden = rows.length > 0;
}

async function begin(): Promise<void> {
  for (const part of document.querySelectorAll<HTMLElement>("[data-keep]")) await keepPart(part);
  await fillList();
  if (!box) return;
  addEventListener("online", () => void deliverAll());
  addEventListener("offline", () => void away());
  await showDone();
  const finished = new URLSearchParams(location.search).get("fini");
  const waits = (await all("deeds")).some((deed) => !here || deed.module === here.dataset["module"]);
  if (waits && !isCopy) return deliverAll();
  if (finished && waits) say([word("end")]);
  else if (isCopy && box.hidden) await away();
  // what the worker sent by itself is told on the next page
  for (const told of here ? [await one("told", here.dataset["module"]!)] : await all("told")) {
    if (!told) continue;
    if (box.hidden || !isCopy) tell(told);
    await drop("told", told.module);
  }
  // a copy may have come because the network was slow: what waits is tried all the same
  if (waits && navigator.onLine) await deliverAll();
}

if (canKeep()) void begin().catch(() => undefined);
