// The desk of the workshop, with a script: the preview follows what is typed. Without it, the button « Voir » does the same.

const form = document.querySelector<HTMLFormElement>("form[data-preview]");
const side = document.querySelector<HTMLElement>("#apercu-vif");

/** After the last key, in milliseconds: long enough not to ask at each word, short enough to feel alive. */
const PAUSE = 700;

if (form && side) {
  let waiting: number | undefined;
  let asked: AbortController | undefined;
  const refresh = async () => {
    asked?.abort();
    asked = new AbortController();
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
    try {
      const reply = await fetch(form.dataset.preview!, { method: "POST", body, signal: asked.signal, redirect: "error" });
      // whoever is signed out, or asks too often, keeps the last preview: nothing was lost, and the buttons say the rest
      if (reply.ok) side.innerHTML = await reply.text();
    } catch {
      // no network, or a newer question: the preview stays as it was
    }
  };
  form.addEventListener("input", () => {
    // on a narrow screen the preview stands below: nobody sees it while they type
    if (!matchMedia("(min-width: 64rem)").matches) return;
    clearTimeout(waiting);
    waiting = window.setTimeout(refresh, PAUSE);
  });
}
