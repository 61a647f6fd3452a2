// The board of an invigilator: read again every few seconds, row by row, so that a form that somebody is filling stays as it is.
const EVERY = 4_000;

class LiveBoard extends HTMLElement {
  connectedCallback(): void {
    setTimeout(() => void this.refresh(), EVERY);
  }

  private async refresh(): Promise<void> {
    if (!this.isConnected) return;
    try {
      if (!document.hidden) await this.read();
    } catch {
      const live = this.querySelector("[data-live]");
      if (live) live.textContent = this.dataset["lost"] ?? "";
    }
    setTimeout(() => void this.refresh(), EVERY);
  }

  private async read(): Promise<void> {
    const reply = await fetch(this.dataset["from"]!, { headers: { accept: "text/html" } });
    if (!reply.ok) throw new Error(String(reply.status));
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const fresh = page.querySelector("live-board");
    const keys = (board: Element) => [...board.querySelectorAll<HTMLElement>("[data-key]")].map((row) => row.dataset["key"]).join(" ");
    // somebody was enrolled or taken off, or the exam is another: the whole page is another
    if (!fresh || keys(fresh) !== keys(this)) return location.reload();
    for (const theirs of fresh.querySelectorAll<HTMLElement>("[data-key], [data-part]")) {
      const name = theirs.dataset["key"] ? `[data-key="${theirs.dataset["key"]}"]` : `[data-part="${theirs.dataset["part"]}"]`;
      const mine = this.querySelector(name);
      if (mine && mine.outerHTML !== theirs.outerHTML && !mine.contains(document.activeElement)) mine.replaceWith(theirs);
    }
    const waiting = fresh.querySelectorAll(".watch-asks li").length;
    document.title = document.title.replace(/^\(\d+\) /, "");
    if (waiting) document.title = `(${waiting}) ${document.title}`;
  }
}
customElements.define("live-board", LiveBoard);
