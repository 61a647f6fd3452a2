// Chapters of a film: they lead to their moment in the player, and the one that is seen is marked. Without this they open the film itself.

for (const film of document.querySelectorAll<HTMLElement>(".film")) {
  const video = film.querySelector("video");
  const links = [...film.querySelectorAll<HTMLAnchorElement>("a[data-at]")];
  if (!video || !links.length) continue;
  const at = (link: HTMLAnchorElement) => Number(link.dataset.at);

  for (const link of links) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const go = () => {
        video.currentTime = at(link);
      };
      if (video.readyState >= HTMLMediaElement.HAVE_METADATA) go();
      else video.addEventListener("loadedmetadata", go, { once: true });
      // somebody asked for it: this is no film that begins by itself; where a browser refuses all the same, the player shows its button
      video.play().catch(() => undefined);
      video.focus();
    });
  }
  video.addEventListener("timeupdate", () => {
    const current = links.filter((link) => at(link) <= video.currentTime + 0.2).at(-1);
    for (const link of links) {
      if (link === current && !(video.paused && video.currentTime === 0)) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  });
}
export {};
