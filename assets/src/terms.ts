// The card of an acronym opens under a resting pointer, too. By click, tap and key it opens without any of this.
const REST = 350;

for (const term of document.querySelectorAll<HTMLButtonElement>("button.term")) {
  const card = document.getElementById(term.getAttribute("popovertarget") ?? "");
  if (!card?.showPopover) continue;
  let waiting = 0;
  let byHover = false;
  const open = (event: PointerEvent): void => {
    if (event.pointerType !== "mouse") return;
    clearTimeout(waiting);
    if (card.matches(":popover-open")) return;
    waiting = window.setTimeout(() => {
      // the title would lie over the card
      term.removeAttribute("title");
      byHover = true;
      card.showPopover({ source: term } as never);
    }, REST);
  };
  const close = (): void => {
    clearTimeout(waiting);
    if (byHover) waiting = window.setTimeout(() => card.hidePopover(), REST);
  };
  const stay = (): void => clearTimeout(waiting);
  term.addEventListener("pointerenter", open);
  term.addEventListener("pointerleave", close);
  card.addEventListener("pointerenter", stay);
  card.addEventListener("pointerleave", close);
  card.addEventListener("toggle", (event) => {
    if ((event as ToggleEvent).newState === "closed") byHover = false;
  });
}
export {};
