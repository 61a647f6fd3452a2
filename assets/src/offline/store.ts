// What this device keeps: modules, the run of each, and the forms that were sent without a network. Page and service worker share it.

/** A step, by what does not change with its place. */
export interface Part {
  item?: [string, number];
  cards?: string[];
}

/** A module that is kept. */
export interface Kept {
  id: string;
  version: number;
  title: string;
  minutes: number;
  steps: Part[];
  /** Its cache. */
  cache: string;
  bytes: number;
  /** Whose device it was then; empty for nobody yet. */
  owner: string;
}

/** Somebody's way through a kept module. */
export interface Run {
  module: string;
  run: string;
  version: number;
  owner: string;
  /** When it was begun, by the clock of this device. */
  began: number;
  finished: boolean;
}

/** A form that was sent without a network. */
export interface Deed {
  module: string;
  /** The step, or the step and the card. The first of a key stays. */
  key: string;
  step: number;
  part: Part;
  fields: [string, string][];
  at: number;
}

/** What the server said of what was sent. */
export interface Told {
  module: string;
  state: string;
  outcomes: string[];
  is_changed: boolean;
  is_finished: boolean;
  next: string;
}

interface Kinds {
  modules: Kept;
  runs: Run;
  deeds: Deed;
  told: Told;
}
type Store = keyof Kinds;

/** What every cache of ours is called. Another number when what is in them changes its shape: the old ones go. */
export const CACHES = "socle-garde-1 ";

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

let opened: Promise<IDBDatabase> | undefined;
function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("socle-garde", 1);
    request.onupgradeneeded = () => {
      const made = request.result;
      made.createObjectStore("modules", { keyPath: "id" });
      made.createObjectStore("runs", { keyPath: "module" });
      made.createObjectStore("deeds", { keyPath: ["module", "key"] });
      made.createObjectStore("told", { keyPath: "module" });
    };
    request.onsuccess = () => {
      // storage that is cleared while a page is open closes under it
      request.result.onversionchange = request.result.onclose = () => {
        request.result.close();
        opened = undefined;
      };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
  opened.catch(() => (opened = undefined));
  return opened;
}

async function store(name: Store): Promise<IDBObjectStore> {
  return (await open()).transaction(name, "readonly").objectStore(name);
}

/** Writes, and returns once it is on disk: a full disk says so at the very end, after every request went well. */
async function write(name: Store, work: (store: IDBObjectStore) => Promise<unknown>): Promise<void> {
  const transaction = (await open()).transaction(name, "readwrite", { durability: "strict" });
  const written = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
  await Promise.all([written, work(transaction.objectStore(name))]);
}

export const one = async <S extends Exclude<Store, "deeds">>(name: S, key: string): Promise<Kinds[S] | undefined> => asked((await store(name)).get(key));
export const all = async <S extends Store>(name: S): Promise<Kinds[S][]> => asked((await store(name)).getAll());
export const put = async <S extends Store>(name: S, value: Kinds[S]): Promise<void> => write(name, (store) => asked(store.put(value)));
export const drop = async (name: Store, key: IDBValidKey): Promise<void> => write(name, (store) => asked(store.delete(key)));

/** Keeps a deed unless there is one of its key: a double click, a second thought without a network. */
export const add = async (deed: Deed): Promise<void> =>
  write("deeds", async (deeds) => {
    if (!(await asked(deeds.get([deed.module, deed.key])))) await asked(deeds.put(deed));
  });

/** What waits to be sent, in the order in which it was done. */
export async function waiting(module: string): Promise<Deed[]> {
  const deeds = (await all("deeds")).filter((deed) => deed.module === module);
  return deeds.sort((a, b) => a.step - b.step || a.at - b.at);
}

/** The run of a kept module, begun here if there is none. */
export async function runOf(kept: Kept): Promise<Run> {
  const known = await one("runs", kept.id);
  if (known && !known.finished) return known;
  const begun: Run = { module: kept.id, run: crypto.randomUUID(), version: kept.version, owner: kept.owner, began: Date.now(), finished: false };
  await put("runs", begun);
  return begun;
}

/**
 * Sends what waits of a module. Sent twice, it counts once: the server knows each deed by its run and step.
 * Returns what became of it; nothing where nothing waits. Throws where there is no network.
 */
export async function send(module: string, mine = false): Promise<Told | undefined> {
  return navigator.locks.request("socle-envoi", async () => {
    const deeds = await waiting(module);
    const run = await one("runs", module);
    if (!deeds.length || !run) return undefined;
    const body = {
      run: run.run,
      version: run.version,
      owner: run.owner,
      mine,
      since: Math.max(0, Date.now() - run.began),
      deeds: deeds.map(({ step, part, fields }) => ({ step, part, fields })),
    };
    const response = await fetch(`/progresser/modules/${module}/synchroniser`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    const told: Told = { ...(await response.json()), module };
    if (told.state === "done" || told.state === "gone") {
      for (const deed of deeds) await drop("deeds", [module, deed.key]);
      // what is done from now on is another run for this device: the server knows which of its own is under way
      await drop("runs", module);
    }
    await put("told", told);
    return told;
  });
}
