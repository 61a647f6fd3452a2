// <job-tool>: one screen of a simulator at a time, a list of what was done with an undo for each line, and turns given by doing
// instead of by choosing. Everything is written into the native fields, which carry the answer.

type Field = HTMLInputElement | HTMLSelectElement;

interface Control {
  box: HTMLElement;
  label: string;
  fields: Field[];
  found: string;
}

/** The state of a control, in one text; two states are the same when their texts are. */
const state = (fields: Field[]): string =>
  fields.map((field) => (field instanceof HTMLInputElement && field.type !== "text" ? String(field.checked) : field.value.trim())).join();

const element = <K extends keyof HTMLElementTagNameMap>(tag: K, className: string, text = ""): HTMLElementTagNameMap[K] => {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
};

class JobTool extends HTMLElement {
  private static named = 0;
  private readonly done: Control[] = [];
  private readonly undo = new Map<Control, HTMLButtonElement>();
  private controls: Control[] = [];
  private live!: HTMLElement;
  private journal!: HTMLElement;

  connectedCallback(): void {
    if (this.hasAttribute("ready")) return;
    this.setAttribute("ready", "");
    this.tabs();
    for (const box of this.querySelectorAll<HTMLElement>(".tool-table")) this.table(box);
    this.live = element("p", "visually-hidden");
    this.live.setAttribute("role", "status");
    this.journal = element("section", "tool-journal");
    this.journal.hidden = true;
    const title = element("h3", "tool-head", this.word("journal"));
    title.id = this.name("journal");
    this.journal.setAttribute("aria-labelledby", title.id);
    this.journal.append(title, element("ol", "tool-steps"));
    this.append(this.journal, this.live);

    this.controls = [...this.querySelectorAll<HTMLElement>(".tool-control")].map((box) => this.control(box));
    for (const control of this.controls) {
      if (control.box.classList.contains("tool-turn")) this.turn(control);
      control.box.addEventListener("change", () => this.changed(control));
    }
    // after a refusal, or the back button, the fields hold what was done before: turns in their order, the rest from top to bottom
    const kept = this.controls.filter((control) => state(control.fields) !== control.found);
    const rank = (control: Control): number => (control.box.matches(".tool-turn") ? Number(control.fields[0]?.value) : 0);
    this.done.push(...kept.sort((a, b) => rank(a) - rank(b)));
    this.show();
  }

  private word(name: string): string {
    return this.dataset[name] ?? "";
  }

  private name(what: string): string {
    return `tool-${what}-${(JobTool.named += 1)}`;
  }

  private control(box: HTMLElement): Control {
    const fields = [...box.querySelectorAll<Field>("input[name], select[name]")];
    const found = this.asWritten(fields);
    return { box, label: box.querySelector(".tool-label")?.textContent?.trim() ?? "", fields, found };
  }

  /** How it was found stands in the attributes, which nobody's hand changes. */
  private asWritten(fields: Field[]): string {
    return fields
      .map((field) => {
        if (field instanceof HTMLSelectElement) return "";
        return field.type === "text" ? field.defaultValue.trim() : String(field.defaultChecked);
      })
      .join();
  }

  /** Screens become tabs: arrows, Home and End go from one to the next, Tab goes into the one that is shown. */
  private tabs(): void {
    const panels = [...this.querySelectorAll<HTMLElement>(".tool-panel")];
    if (panels.length < 2) return;
    const list = element("div", "tool-tabs");
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", this.word("panels"));
    const tabs = panels.map((panel) => {
      const title = panel.querySelector<HTMLElement>(".tool-panel-title");
      const tab = element("button", "tool-tab", title?.textContent ?? "");
      tab.type = "button";
      tab.id = this.name("tab");
      panel.id ||= this.name("panel");
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", panel.id);
      if (title?.lang) tab.lang = title.lang;
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      if (title) title.hidden = true;
      return tab;
    });
    const open = (at: number, focus: boolean): void => {
      panels.forEach((panel, nth) => (panel.hidden = nth !== at));
      tabs.forEach((tab, nth) => {
        tab.setAttribute("aria-selected", String(nth === at));
        tab.tabIndex = nth === at ? 0 : -1;
      });
      if (focus) tabs[at]?.focus();
    };
    tabs.forEach((tab, at) => {
      tab.addEventListener("click", () => open(at, false));
      tab.addEventListener("keydown", (event) => {
        const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
        if (to === undefined) return;
        event.preventDefault();
        open((to + tabs.length) % tabs.length, true);
      });
    });
    list.append(...tabs);
    panels[0]?.before(list);
    open(0, false);
  }

  /** An action whose turn counts: a button does it and takes the next turn; the list of turns stays, hidden, and is sent. */
  private turn(control: Control): void {
    const select = control.fields[0];
    const label = control.box.querySelector<HTMLElement>(".tool-label");
    if (!select || !label) return;
    select.hidden = true;
    const button = element("button", "button button-quiet tool-do");
    button.type = "button";
    label.id ||= this.name("label");
    button.append(element("span", "tool-do-word"));
    button.id = this.name("do");
    button.setAttribute("aria-labelledby", `${button.id} ${label.id}`);
    const help = select.getAttribute("aria-describedby");
    if (help) button.setAttribute("aria-describedby", help);
    button.addEventListener("click", () => {
      select.value = select.value ? "" : String(this.turns().length + 1);
      this.changed(control);
    });
    select.after(button);
  }

  private turns(): Control[] {
    return this.done.filter((control) => control.box.classList.contains("tool-turn"));
  }

  private changed(control: Control): void {
    const at = this.done.indexOf(control);
    const touched = state(control.fields) !== control.found;
    if (at >= 0) this.done.splice(at, 1);
    // what is changed again keeps its line, and an action its turn
    if (touched) this.done.splice(at >= 0 ? at : this.done.length, 0, control);
    this.show();
    this.live.textContent = touched ? this.said(control) : `${this.word("undone")} : ${control.label}`;
  }

  private restore(control: Control): void {
    const found = control.found.split(",");
    control.fields.forEach((field, at) => {
      const value = found[at] ?? "";
      if (field instanceof HTMLInputElement && field.type !== "text") field.checked = value === "true";
      else field.value = control.fields.length === 1 ? control.found : value;
    });
    this.changed(control);
  }

  /** What was done with a control, in words. */
  private said(control: Control): string {
    const values = control.fields.flatMap((field) => {
      if (field instanceof HTMLSelectElement) return [this.word("done")];
      if (field.type === "text") return [field.value.trim() || "–"];
      if (field.getAttribute("role") === "switch") return [this.word(field.checked ? "on" : "off")];
      if (!field.checked) return [];
      const label = field.closest("label") ?? this.querySelector(`label[for="${field.id}"]`);
      return field.value === "done" ? [this.word("done")] : [label?.firstChild?.textContent?.trim() || label?.textContent?.trim() || ""];
    });
    return `${control.label} : ${values.join(" ; ") || "–"}`;
  }

  private show(): void {
    // turns follow the list, so that none is missing and none is there twice
    this.turns().forEach((control, at) => {
      const select = control.fields[0];
      if (select) select.value = String(at + 1);
    });
    for (const control of this.controls) {
      const word = control.box.querySelector<HTMLElement>(".tool-do-word");
      const select = control.fields[0];
      if (!word || !(select instanceof HTMLSelectElement)) continue;
      word.textContent = select.value ? (select.selectedOptions[0]?.textContent ?? "") : this.word("act");
      control.box.toggleAttribute("data-done", select.value !== "");
      word.closest("button")?.setAttribute("aria-pressed", String(select.value !== ""));
    }
    const list = this.journal.querySelector("ol");
    list?.replaceChildren(...this.done.map((control) => this.line(control)));
    this.journal.hidden = this.done.length === 0;
  }

  private line(control: Control): HTMLLIElement {
    const line = element("li", "tool-step");
    const words = element("span", "", this.said(control));
    words.id = this.name("step");
    const button = this.undo.get(control) ?? this.undoButton(control);
    button.setAttribute("aria-labelledby", `${button.id} ${words.id}`);
    line.append(words, button);
    return line;
  }

  private undoButton(control: Control): HTMLButtonElement {
    const button = element("button", "button button-bare", this.word("undo"));
    button.type = "button";
    button.id = this.name("undo");
    button.addEventListener("click", () => {
      const at = this.done.indexOf(control);
      this.restore(control);
      // the line is gone: the focus goes to the next one, or back to what was undone
      const next = this.done[Math.min(at, this.done.length - 1)];
      const target = next ? this.undo.get(next) : control.box.querySelector<HTMLElement>("button, input");
      target?.focus();
    });
    this.undo.set(control, button);
    return button;
  }

  /** Rows that can be sorted and filtered: a help for the reader, which is never part of the answer. */
  private table(box: HTMLElement): void {
    const body = box.querySelector("tbody");
    const table = box.querySelector("table");
    if (!body || !table) return;
    const rows = [...body.rows];
    if ("sortable" in box.dataset) this.sorting(table, body, rows);
    if (!("filterable" in box.dataset)) return;
    const input = element("input", "input tool-filter");
    input.type = "search";
    input.id = this.name("filter");
    input.autocomplete = "off";
    const label = element("label", "tool-filter-label", this.word("filter"));
    label.htmlFor = input.id;
    const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    input.addEventListener("input", () => {
      const sought = plain(input.value.trim());
      for (const row of rows) row.hidden = !plain(row.textContent ?? "").includes(sought);
      this.live.textContent = `${rows.filter((row) => !row.hidden).length} ${this.word("rows")}`;
    });
    // Enter in the filter filters; it does not send the answer
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    input.addEventListener("change", (event) => event.stopPropagation());
    (table.closest(".rows-scroll") ?? table).before(label, input);
  }

  private sorting(table: HTMLTableElement, body: HTMLTableSectionElement, rows: HTMLTableRowElement[]): void {
    const heads = [...table.querySelectorAll<HTMLTableCellElement>("thead tr > *")];
    heads.forEach((head, at) => {
      if (head.tagName !== "TH") return;
      const text = head.textContent ?? "";
      const button = element("button", "tool-sort", text);
      button.type = "button";
      button.title = `${this.word("sort")} ${text}`;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const key = (row: HTMLTableRowElement): string => row.cells[at]?.textContent?.trim() ?? "";
        const order = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
        body.append(...[...rows].sort((a, b) => order(key(a), key(b)) * (up ? 1 : -1)));
      });
    });
  }
}
customElements.define("job-tool", JobTool);
