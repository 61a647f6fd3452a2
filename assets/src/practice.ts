// Flashcards by keyboard: the space bar turns one, 1 to 4 grade it.

const isTyping = (target: EventTarget | null) => target instanceof HTMLElement && target.closest("input, textarea, select, button, a, summary") !== null;

if (document.querySelector("[data-flashcard]")) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const turn = document.querySelector<HTMLAnchorElement>("[data-turn]");
    if (turn && event.key === " " && !isTyping(event.target)) {
      event.preventDefault();
      turn.click();
      return;
    }
    const grades = document.querySelectorAll<HTMLButtonElement>(".grades .grade");
    const chosen = /^[1-4]$/.test(event.key) ? grades[Number(event.key) - 1] : undefined;
    chosen?.click();
  });
}
