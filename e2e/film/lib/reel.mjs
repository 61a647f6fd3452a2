// What a film is made of: pictures of a page, each with its own time, and what is said while they are seen. Time here is the film's:
// it goes on when the play says so, and not while a busy machine takes its pictures.

/** Milliseconds between two pictures of something that moves. */
export const BEAT = 50;
/** The longest that nothing is encoded while nothing moves. */
const STILL = 1000;
/** Characters that a tired person reads in a second. */
const READING = 15;

/** Milliseconds that a sentence stays, at the least. */
export const readingTime = (text) => Math.max(2400, 800 + (text.length / READING) * 1000);

/** @param {() => Promise<Buffer>} picture what takes a picture of the page as it is now */
export function openReel(picture) {
  const frames = [];
  const cues = [];
  const chapters = [];
  let now = 0;

  /** One picture of the page as it is, and a beat. */
  const beat = async () => {
    frames.push({ at: now, picture: await picture() });
    now += BEAT;
  };
  /** The page stays as it is. */
  const hold = async (milliseconds) => {
    if (milliseconds <= 0) return;
    const end = now + Math.ceil(milliseconds / BEAT) * BEAT;
    const still = await picture();
    while (now < end) {
      frames.push({ at: now, picture: still });
      now = Math.min(end, now + STILL);
    }
  };
  return {
    beat,
    hold,
    frames,
    cues,
    chapters,
    seconds: () => Math.ceil(now / 1000),
    chapter: (title) => chapters.push({ at: Math.floor(now / 1000), title }),
    /** Says a sentence while something is done; it stays until it is read. */
    async say(text, act = async () => {}) {
      const start = now;
      await hold(350);
      await act();
      await hold(start + readingTime(text) - now);
      cues.push({ start, end: now - BEAT, text });
    },
  };
}
