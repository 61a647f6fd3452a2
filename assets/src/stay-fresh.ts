// A part of a page that changes while something runs: it is read again every few seconds, as its link does without script.
// When it is over, the whole page is loaded, with what came of it.
class StayFresh extends HTMLElement {
  connectedCallback(): void {
    if (this.dataset["while"]) setTimeout(() => void this.refresh(), 4000);
  }

  private async refresh(): Promise<void> {
    if (!this.isConnected) return;
    try {
      const reply = await fetch(location.href, { headers: { accept: "text/html" } });
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      const fresh = page.querySelector<HTMLElement>("stay-fresh");
      if (reply.ok && fresh?.dataset["while"] !== this.dataset["while"]) return location.reload();
      // a reader of screens says what changed, and the focus stays where it is
      const [mine, theirs] = [this.querySelector("[data-progress]"), reply.ok && fresh?.querySelector("[data-progress]")];
      if (mine && theirs) mine.replaceWith(theirs);
    } catch {
      // the server is away for a moment: asked again
    }
    setTimeout(() => void this.refresh(), 4000);
  }
}
customElements.define("stay-fresh", StayFresh);
export {};
