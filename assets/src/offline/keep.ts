// « Garder sur cet appareil »: copies the pages of a module, as anybody sees them, and all that they need.
import { all, CACHES, drop, one, put, waiting, type Kept, type Part } from "./store";

/** Whether this browser can. */
export const canKeep = () => isSecureContext && "serviceWorker" in navigator && "caches" in window && "indexedDB" in window && "locks" in navigator;

interface Contents {
  id: string;
  version: number;
  title: string;
  minutes: number;
  steps: Part[];
  pages: string[];
}

/** What a page needs to be seen. */
function needs(html: string): string[] {
  const page = new DOMParser().parseFromString(html, "text/html");
  const named = (selector: string, attribute: string) => [...page.querySelectorAll(selector)].map((element) => element.getAttribute(attribute) ?? "");
  return [
    ...named('link[rel="stylesheet"], link[rel="preload"], link[rel="icon"]', "href"),
    ...named("script[src], img[src], source[src], track[src]", "src"),
    ...named("video[poster]", "poster"),
  ].filter((address) => address.startsWith("/"));
}

const got = async (address: string): Promise<Response> => {
  // no cookie goes along: what comes back names nobody
  const response = await fetch(address, { credentials: "omit", cache: "no-cache" });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
};

/** Keeps a module, wholly or not at all. */
export async function keep(id: string, owner: string): Promise<Kept> {
  const contents = (await (await got(`/progresser/modules/${id}/hors-ligne.json`)).json()) as Contents;
  const name = `${CACHES}${id} ${contents.version} ${Date.now()}`;
  const cache = await caches.open(name);
  try {
    let bytes = 0;
    const files = new Set<string>();
    for (const address of contents.pages) {
      const html = await (await got(address)).text();
      for (const file of needs(html)) files.add(file);
      // a page knows by this that it is a copy
      const marked = html.replace("<body ", "<body data-kept ");
      bytes += marked.length;
      await cache.put(address, new Response(marked, { headers: { "content-type": "text/html; charset=utf-8" } }));
    }
    for (const file of files) {
      const response = await got(file);
      const body = await response.blob();
      bytes += body.size;
      await cache.put(file, new Response(body, { headers: { "content-type": response.headers.get("content-type") ?? "" } }));
    }
    const { version, title, minutes, steps } = contents;
    const kept: Kept = { id, version, title, minutes, steps, cache: name, bytes, owner };
    await navigator.serviceWorker.register("/service-worker.js");
    await navigator.serviceWorker.ready;
    const before = await one("modules", id);
    await put("modules", kept);
    if (before) await caches.delete(before.cache);
    return kept;
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
}

/** Takes a module away, with what waits in it; with the last one everything of this. */
export async function remove(id: string): Promise<void> {
  const kept = await one("modules", id);
  for (const deed of await waiting(id)) await drop("deeds", [id, deed.key]);
  await drop("runs", id);
  await drop("told", id);
  await drop("modules", id);
  if (kept) await caches.delete(kept.cache);
  if (!(await all("modules")).length) await (await navigator.serviceWorker.getRegistration("/"))?.unregister();
}

const megabytes = (bytes: number) => new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: "megabyte", maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(bytes / 1e6);

/** The part of a module's page. */
export async function keepPart(part: HTMLElement): Promise<void> {
  const id = part.dataset["keep"]!;
  const state = part.querySelector(".keep-state")!;
  const button = (act: string) => part.querySelector<HTMLButtonElement>(`[data-act="${act}"]`)!;
  let asksTwice = false;
  const show = async (words = "") => {
    const kept = await one("modules", id);
    const isOld = kept !== undefined && kept.version !== Number(part.dataset["version"]);
    button("keep").hidden = kept !== undefined;
    button("remove").hidden = kept === undefined;
    button("renew").hidden = !isOld;
    const held = kept ? (isOld ? part.dataset["old"]! : `${part.dataset["kept"]} ${megabytes(kept.bytes)}`) : "";
    state.textContent = words || held;
  };
  const copy = async (pressed: HTMLButtonElement, focus: string) => {
    pressed.setAttribute("aria-disabled", "true");
    state.textContent = part.dataset["doing"]!;
    try {
      await keep(id, part.dataset["owner"] ?? "");
      await show();
      button(focus).focus();
    } catch (error) {
      const isFull = error instanceof DOMException && error.name === "QuotaExceededError";
      await show(part.dataset[isFull ? "full" : "failed"]);
    }
    pressed.removeAttribute("aria-disabled");
  };
  for (const act of ["keep", "renew"]) {
    button(act).addEventListener("click", () => {
      if (!button(act).hasAttribute("aria-disabled")) void copy(button(act), "remove");
    });
  }
  button("remove").addEventListener("click", async () => {
    if ((await waiting(id)).length && !asksTwice) {
      asksTwice = true;
      state.textContent = part.dataset["waits"]!;
      return;
    }
    await remove(id);
    await show(part.dataset["removed"]);
    button("keep").focus();
  });
  await show();
  part.hidden = false;
}
