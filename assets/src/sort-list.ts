// <sort-list>: steps with a select each become a list that is dragged or moved with buttons. The selects stay, hidden,
// and carry the answer. They are written at each move, and when the form goes as an
// answer: an order left as it is may be the right one.
const ARROW = { up: "m5 12 7-7 7 7M12 19V5", down: "m19 12-7 7-7-7M12 5v14" };

class SortList extends HTMLElement {
  private static named = 0;
  private list!: HTMLOListElement;
  private live!: HTMLElement;

  connectedCallback(): void {
    const list = this.querySelector<HTMLOListElement>(".steps");
    if (!list) return;
    this.list = list;
    this.live = document.createElement("p");
    this.live.className = "visually-hidden";
    this.live.setAttribute("role", "status");
    this.append(this.live);
    const hint = this.closest("fieldset")?.querySelector(".task-hint");
    if (hint && this.dataset["hint"]) hint.textContent = this.dataset["hint"];

    const chosen = (step: Element): number => Number(step.querySelector("select")?.value) || Infinity;
    const kept = this.steps.some((step) => chosen(step) < Infinity);
    if (kept) list.append(...this.steps.sort((a, b) => chosen(a) - chosen(b)));
    for (const step of this.steps) this.upgrade(step);
    this.setAttribute("ready", "");
    this.refresh();

    this.closest("form")?.addEventListener("submit", (event) => {
      if ((event.submitter as HTMLButtonElement | null)?.value === "answer") this.write();
    }, { capture: true });
  }

  private get steps(): HTMLLIElement[] {
    return [...this.list.children] as HTMLLIElement[];
  }

  private upgrade(step: HTMLLIElement): void {
    const select = step.querySelector<HTMLElement>(".step-position");
    const text = step.querySelector<HTMLElement>(".step-text");
    if (!select || !text) return;
    select.hidden = true;
    const moves = document.createElement("span");
    moves.className = "step-moves";
    for (const [way, drawing] of Object.entries(ARROW)) {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset["way"] = way;
      // two elements make the name, so that each keeps its language
      text.id ||= `step-${(SortList.named += 1)}`;
      const what = document.createElement("span");
      what.className = "visually-hidden";
      what.id = `${text.id}-${way}`;
      what.textContent = this.dataset[way] ?? "";
      button.setAttribute("aria-labelledby", `${what.id} ${text.id}`);
      button.innerHTML = `<svg viewBox="0 0 24 24" width="22" height="22" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${drawing}"/></svg>`;
      button.prepend(what);
      button.addEventListener("click", () => this.move(step, way === "up" ? -1 : 1, button));
      moves.append(button);
    }
    step.querySelector(".step-row")?.append(moves);
    this.drag(step);
  }

  private move(step: HTMLLIElement, by: number, button: HTMLButtonElement): void {
    const steps = this.steps;
    const to = steps.indexOf(step) + by;
    const other = steps[to];
    if (!other) return;
    if (by < 0) other.before(step);
    else other.after(step);
    this.settle(step);
    // at an end the button is off: the focus goes to its twin
    const target = button.disabled ? step.querySelector<HTMLButtonElement>(".step-moves button:not(:disabled)") : button;
    target?.focus();
  }

  private drag(step: HTMLLIElement): void {
    step.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || event.pointerType === "touch" || (event.target as Element).closest("button, select, a")) return;
      event.preventDefault();
      step.dataset["held"] = "";
      // on the document: a step that moves in the list would lose its capture
      const done = new AbortController();
      const over = (move: PointerEvent): void => {
        for (const other of this.steps) {
          const box = other.getBoundingClientRect();
          if (other === step || move.clientY < box.top || move.clientY > box.bottom) continue;
          if (move.clientY < box.top + box.height / 2) other.before(step);
          else other.after(step);
        }
        this.refresh();
      };
      const end = (): void => {
        done.abort();
        delete step.dataset["held"];
        this.settle(step);
      };
      document.addEventListener("pointermove", over, { signal: done.signal });
      document.addEventListener("pointerup", end, { signal: done.signal });
      document.addEventListener("pointercancel", end, { signal: done.signal });
    });
  }

  private settle(step: HTMLLIElement): void {
    this.refresh();
    this.write();
    this.live.textContent = `${this.dataset["moved"] ?? ""} ${this.steps.indexOf(step) + 1}`;
  }

  private write(): void {
    this.steps.forEach((step, index) => {
      const select = step.querySelector("select");
      if (select) select.value = String(index + 1);
    });
  }

  private refresh(): void {
    const steps = this.steps;
    steps.forEach((step, index) => {
      for (const button of step.querySelectorAll<HTMLButtonElement>(".step-moves button")) {
        button.disabled = button.dataset["way"] === "up" ? index === 0 : index === steps.length - 1;
      }
    });
  }
}
customElements.define("sort-list", SortList);
