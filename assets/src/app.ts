// What makes native forms nicer. Everything works without it.
import "./copy-text";
import "./mail-box";
import "./simulator";
import "./sort-list";
import "./stay-fresh";
import "./terms";
import { guardForms } from "./once";

guardForms();

// A page that is left before it has come in skips its transition: that is no error.
for (const moment of ["pageswap", "pagereveal"]) {
  window.addEventListener(moment, (event) => {
    const transition = (event as Event & { viewTransition?: ViewTransition | null }).viewTransition;
    for (const end of [transition?.ready, transition?.finished]) end?.catch(() => undefined);
  });
}

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A menu closes with Escape or a click elsewhere, as menus do.
const menu = document.querySelector<HTMLDetailsElement>("details.menu");
if (menu) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target as Node)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
}
