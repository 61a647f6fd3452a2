// The service worker: it serves the modules that were kept on this device when there is no network, and keeps the forms that are sent
// meanwhile. It touches nothing else: no result, no account, no API, and never a page with somebody's name.
import { add, all, CACHES, one, put, runOf, send, waiting, type Kept } from "./store";

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asking extends Lasting {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface Scope {
  addEventListener(name: "install" | "activate" | "sync", listen: (event: Lasting) => void): void;
  addEventListener(name: "fetch", listen: (event: Asking) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  readonly registration: { sync?: { register(tag: string): Promise<void> } };
}
const scope = self as unknown as Scope;

/** Milliseconds after which a network that says nothing is none, where a page is kept. */
const PATIENCE = 7000;
const KEPT_PAGES = "/progresser/hors-ligne";
const MODULE = /^\/progresser\/modules\/([a-z0-9-]+)(?:\/(\d+|fin|recommencer))?$/;
const FILM = /^\/progresser\/modules\/[a-z0-9-]+\/films\/[a-z0-9.-]+$/;

scope.addEventListener("install", (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener("activate", (event) => event.waitUntil(Promise.all([scope.clients.claim(), forgetOld()])));
scope.addEventListener("sync", (event) => event.waitUntil(sendAll()));

scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  const module = MODULE.exec(url.pathname);
  if (request.method === "GET") {
    if (url.pathname.startsWith("/assets/") || FILM.test(url.pathname)) event.respondWith(file(request));
    else if (request.mode !== "navigate") return;
    else if (module) event.respondWith(page(request, url, module[1]!, module[2]));
    else if (["/progresser", "/progresser/modules", KEPT_PAGES].includes(url.pathname)) event.respondWith(list(request));
  } else if (request.method === "POST" && request.mode === "navigate") {
    if (module) event.respondWith(posted(request, module[1]!, module[2]));
    // what waits here is theirs, and leaves before they do
    else if (url.pathname === "/deconnexion") event.respondWith(Promise.race([sendAll(), rest(4000)]).then(() => fetch(request)));
  }
});

const rest = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
const found = (path: string) => caches.match(new URL(path, location.origin).href, { ignoreVary: true });
const go = (path: string) => Response.redirect(new URL(path, location.origin).href, 303);

/** Caches of an older shape. */
async function forgetOld(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith("socle-garde-") && !name.startsWith(CACHES)) await caches.delete(name);
}

async function sendAll(): Promise<void> {
  for (const run of await all("runs")) await send(run.module).catch(() => undefined);
}

/** A file that is named by what is in it: the kept one is as good as another. */
async function file(request: Request): Promise<Response> {
  const kept = await caches.match(request.url, { ignoreVary: true });
  if (!kept) return fetch(request);
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("range") ?? "");
  if (!range) return kept;
  const whole = await kept.blob();
  const from = Number(range[1]);
  const to = Math.min(range[2] ? Number(range[2]) : whole.size - 1, whole.size - 1);
  if (from > to) return new Response(null, { status: 416, headers: { "content-range": `bytes */${whole.size}` } });
  const headers = { "content-type": kept.headers.get("content-type") ?? "", "accept-ranges": "bytes", "content-range": `bytes ${from}-${to}/${whole.size}`, "content-length": String(to - from + 1) };
  return new Response(whole.slice(from, to + 1), { status: 206, headers });
}

/** The page as it is now, where there is a network that answers. */
async function now(request: Request, isKept: boolean): Promise<Response | undefined> {
  try {
    const late = isKept ? rest(PATIENCE).then(() => undefined) : new Promise<undefined>(() => undefined);
    const response = await Promise.race([fetch(request), late]);
    // a gateway that finds nobody is no network either
    return isKept && response && [502, 504].includes(response.status) ? undefined : response;
  } catch (error) {
    if (!isKept) throw error;
    return undefined;
  }
}

async function page(request: Request, url: URL, id: string, rest: string | undefined): Promise<Response> {
  const kept = await one("modules", id);
  const response = await now(request, kept !== undefined);
  if (response) return response;
  if (rest === "fin") return go(`${KEPT_PAGES}?fini=${id}`);
  return (await found(url.pathname + url.search)) ?? (await found(url.pathname)) ?? (await found(KEPT_PAGES)) ?? Response.error();
}

async function list(request: Request): Promise<Response> {
  const kept = await found(KEPT_PAGES);
  return (await now(request, kept !== undefined)) ?? kept ?? Response.error();
}

/** A form of a module: on its way as ever, or kept here until there is a network. */
async function posted(request: Request, id: string, at: string | undefined): Promise<Response> {
  const kept = await one("modules", id);
  if (!kept) return fetch(request);
  const copy = request.clone();
  // what was done before goes before
  if ((await waiting(id)).length) await send(id).catch(() => undefined);
  if (!(await waiting(id)).length) {
    try {
      return await fetch(request);
    } catch {
      // kept below
    }
  }
  const fields = [...(await copy.formData())].map(([name, value]): [string, string] => [name, String(value)]);
  try {
    return go(await keepDeed(kept, at, fields));
  } catch {
    // no place is left on the device: what was kept before stays, this is to be sent again, and the page says so
    return go(`/progresser/modules/${id}/${at ?? 1}?plein=1#etape`);
  }
}

/** Keeps what was done, and says where it goes on. */
async function keepDeed(kept: Kept, at: string | undefined, fields: [string, string][]): Promise<string> {
  const base = `/progresser/modules/${kept.id}`;
  const step = Number(at);
  const part = kept.steps[step - 1];
  // what is over waits to be sent before it can be begun again
  if ((await one("runs", kept.id))?.finished && (await waiting(kept.id)).length) return `${KEPT_PAGES}?fini=${kept.id}`;
  const run = await runOf(kept);
  if (!part) return `${base}/${await firstOpen(kept)}#etape`;
  const act = fields.find(([name]) => name === "act")?.[1] ?? "";
  if (act === "try") return `${base}/${step}#etape`;
  if (act === "answer" && !fields.some(([name, value]) => !["act", "seed"].includes(name) && value.trim())) return `${base}/${step}?vide=1#etape`;
  const card = fields.find(([name]) => name === "card")?.[1];
  await add({ module: kept.id, key: act === "grade" ? `${step}/${card}` : String(step), step, part, fields, at: Date.now() });
  await scope.registration.sync?.register("socle-envoi").catch(() => undefined);
  if (act === "grade") {
    const graded = new Set((await waiting(kept.id)).map((deed) => deed.key));
    const open = (part.cards ?? []).findIndex((_, i) => !graded.has(`${step}/${i}`));
    if (open >= 0) return `${base}/${step}?carte=${open + 1}#etape`;
  }
  if (act === "finish" || step === kept.steps.length) {
    await put("runs", { ...run, finished: true });
    return `${KEPT_PAGES}?fini=${kept.id}`;
  }
  return `${base}/${step + 1}#etape`;
}

/** The first step at which nothing was done yet. */
async function firstOpen(kept: Kept): Promise<number> {
  const done = new Set((await waiting(kept.id)).map((deed) => deed.step));
  const open = kept.steps.findIndex((_, i) => !done.has(i + 1));
  return open < 0 ? kept.steps.length : open + 1;
}
