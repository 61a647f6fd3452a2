// What a film leaves beside its module: captions as WebVTT, and the step of the module's file that names them.

const clock = (milliseconds) => {
  const pad = (number, digits = 2) => String(number).padStart(digits, "0");
  return `${pad(Math.floor(milliseconds / 60_000))}:${pad(Math.floor(milliseconds / 1000) % 60)}.${pad(milliseconds % 1000, 3)}`;
};

/** French as it is printed: these spaces never end a row. */
const typeset = (text) => text.replaceAll("'", "’").replaceAll("« ", "«\u00a0").replace(/ ([»:])/g, "\u00a0$1").replace(/ ([;!?])/g, "\u202f$1");

/** Two rows of about the same length: what is read at a glance. */
function rows(text) {
  if (text.length <= 38) return text;
  const spaces = [...text.matchAll(/ /g)].map(({ index }) => index);
  const middle = spaces.reduce((best, index) => (Math.abs(index - text.length / 2) < Math.abs(best - text.length / 2) ? index : best), spaces[0]);
  return `${text.slice(0, middle)}\n${text.slice(middle + 1)}`;
}

/** Captions. */
export function captions(cues) {
  const blocks = cues.map((cue, at) => `${at + 1}\n${clock(cue.start)} --> ${clock(cue.end)}\n${rows(typeset(cue.text))}\n`);
  return `WEBVTT\n\n${blocks.join("\n")}`;
}

const quoted = (text) => JSON.stringify(text);

/** The step of a module. */
export function step({ name, title, seconds, transcript, chapters }) {
  const parts = chapters.map((chapter) => `[[steps.chapters]]\nat = ${chapter.at}\ntitle = ${quoted(chapter.title)}\n`);
  return `[[steps]]
kind = "video"
title = ${quoted(title)}
file = "${name}.webm"
captions = "${name}.vtt"
poster = "${name}.webp"
seconds = ${seconds}
transcript = """
${transcript.trim()}
"""
${parts.join("")}`;
}

/** The module with its film: in the place of the one it had, or where it has none after the last thing that it teaches. */
export function withFilm(module, film) {
  const [head, ...steps] = module.split(/^(?=\[\[steps\]\]$)/m);
  const has = steps.findIndex((one) => /^kind = "video"$/m.test(one));
  if (has >= 0) steps[has] = `${film}\n`;
  else {
    const taught = steps.findLastIndex((one) => /^kind = "(lesson|diagram|example)"$/m.test(one));
    steps.splice(taught + 1, 0, `${film}\n`);
  }
  return `${[head, ...steps].join("").trimEnd()}\n`;
}
