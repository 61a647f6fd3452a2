// The time that is left, told in whole minutes: seconds hurry, and help nobody. The server's clock counts; this one is set by it
// every quarter of a minute, when the browser also says that it is there, and whether another page came in front.
interface Told {
  state: string;
  seq?: number;
  seconds?: number;
}

const SIGN_EVERY = 15_000;
/** Minutes that are said aloud to a reader of screens. */
const SAID = new Set([10, 5, 1]);

class ExamClock extends HTMLElement {
  /** When it runs out, on the clock of this page. */
  private over = 0;
  private running = false;
  private said = -1;

  connectedCallback(): void {
    this.running = this.hasAttribute("data-running");
    this.set(Number(this.dataset["seconds"]));
    setInterval(() => this.tick(), 1000);
    setInterval(() => void this.sign("here"), SIGN_EVERY);
    document.addEventListener("visibilitychange", () => void this.sign(document.hidden ? "left" : "returned"));
    // the page was hidden before its script ran, or came back from another
    if (!document.hidden) void this.sign("returned");
  }

  private set(seconds: number): void {
    this.over = performance.now() + seconds * 1000;
    this.tick();
  }

  private tick(): void {
    const left = Math.max(0, Math.ceil((this.over - performance.now()) / 1000));
    const words = this.querySelector(".exam-left");
    if (!words) return;
    if (!this.running) {
      words.textContent = this.dataset["stands"] ?? "";
      return;
    }
    const minutes = Math.ceil(left / 60);
    const text = left === 0 ? this.dataset["over"] : minutes > 1 ? this.dataset["minutes"]?.replace("#", String(minutes)) : this.dataset["last"];
    if (words.textContent !== text) words.textContent = text ?? "";
    const aloud = this.querySelector("[role=status]");
    if (aloud && SAID.has(minutes) && this.said !== minutes && this.said !== -1) aloud.textContent = text ?? "";
    this.said = minutes;
    if (left === 0) this.hand();
  }

  /** Time is up: what stands in the form leaves while it is still taken, then the server says how it ended. */
  private hand(): void {
    this.running = false;
    const form = document.querySelector<HTMLFormElement>("form.answer");
    const button = form?.querySelector<HTMLButtonElement>("button[value=answer]");
    if (form && button && !form.dataset["sent"]) form.requestSubmit(button);
    else setTimeout(() => location.reload(), 1500);
  }

  private async sign(sign: string): Promise<void> {
    const body = new URLSearchParams({ sign });
    try {
      // a page that is being left still says so
      const reply = await fetch(this.dataset["sign"]!, { method: "POST", body, keepalive: sign === "left" });
      const told = (await reply.json()) as Told;
      this.hear(told);
    } catch {
      // no network, or a server that starts again: the time goes on, what was answered is kept, and the next sign comes soon
    }
  }

  private hear(told: Told): void {
    const here = document.querySelector<HTMLElement>(".exam-sheet");
    const stand = document.querySelector<HTMLElement>(".exam-stand");
    const same = told.seq === Number(this.dataset["seq"]);
    const under = told.state === "running" || told.state === "paused";
    if (!same || !under || !here || !stand) {
      // somewhere else by now: over, in another browser, at another question. A form on its way is left to arrive
      if (!document.querySelector("form[data-sent]")) location.reload();
      return;
    }
    const runs = told.state === "running";
    if (runs !== this.running || here.hidden === runs) {
      here.hidden = !runs;
      stand.hidden = runs;
      if (!runs) stand.focus();
    }
    this.running = runs;
    this.set(told.seconds ?? 0);
  }
}
customElements.define("exam-clock", ExamClock);
