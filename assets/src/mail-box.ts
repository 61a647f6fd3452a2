// <mail-box>: where there is room, the accordion of messages becomes a list and a reading pane. One message stays open;
// arrows go from one to the next; the pane is as tall as the message asks.
class MailBox extends HTMLElement {
  private readonly wide = matchMedia("(min-width: 56rem)");

  connectedCallback(): void {
    const messages = [...this.querySelectorAll<HTMLDetailsElement>(".message")];
    const list = this.querySelector<HTMLElement>(".mailbox-list");
    if (!messages.length || !list) return;
    this.setAttribute("ready", "");

    const fit = (): void => {
      const body = this.querySelector<HTMLElement>(".message[open] > .message-body");
      if (body) list.style.setProperty("--mail-height", `${body.offsetHeight}px`);
    };
    const resized = new ResizeObserver(fit);
    for (const [index, message] of messages.entries()) {
      const summary = message.querySelector("summary");
      const body = message.querySelector<HTMLElement>(".message-body");
      if (!summary || !body) continue;
      resized.observe(body);
      summary.addEventListener("click", (event) => {
        if (this.wide.matches && message.open) event.preventDefault();
      });
      summary.addEventListener("keydown", (event) => {
        const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
        const next = step && messages[index + step];
        if (!next) return;
        event.preventDefault();
        next.querySelector("summary")?.focus();
        if (this.wide.matches) next.open = true;
      });
      message.addEventListener("toggle", () => {
        if (message.open) for (const other of messages) if (other !== message) other.open = false;
        fit();
      });
    }
    const one = (): void => {
      const open = messages.filter((message) => message.open);
      if (this.wide.matches) for (const extra of open.slice(1)) extra.open = false;
      const first = messages[0];
      if (this.wide.matches && !open.length && first) first.open = true;
      fit();
    };
    this.wide.addEventListener("change", one);
    one();
  }
}
customElements.define("mail-box", MailBox);
