// A second click on a form that is on its way does nothing. The server would refuse the double anyway; this spares a
// detour. Coming back with the back button gives the form its life again.
export function guardForms(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-once]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset["sent"]) {
        event.preventDefault();
        return;
      }
      form.dataset["sent"] = "yes";
      // after the submission has read the button's value
      setTimeout(() => setBusy(form, true));
    });
  }
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sent]")) {
      delete form.dataset["sent"];
      setBusy(form, false);
    }
  });
}

function setBusy(form: HTMLFormElement, busy: boolean): void {
  for (const element of form.elements) {
    if (!(element instanceof HTMLButtonElement)) continue;
    if (busy) element.setAttribute("aria-disabled", "true");
    else element.removeAttribute("aria-disabled");
  }
}
