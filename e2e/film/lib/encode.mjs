// From pictures to WebM: a page of Chromium draws each of them above the room for the captions, and its own VP9 encoder does the rest.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";

/** Size of a film: upright and narrow, so that it is read on a phone. The screen stands above the room for the captions. */
export const SIZE = { width: 640, height: 720, screen: 600 };

/** Bits a second, at the most. What does not move takes far less. */
const BITRATE = 260_000;

/** What runs in the encoder's page. */
async function encodeInPage({ count, times, end, title, subtitle, chapters, opening, size, bitrate }) {
  const { BufferTarget, CanvasSource, Output, WebMOutputFormat } = await import("/mediabunny.mjs");
  const font = new FontFace("Atkinson", "url(/font)", { weight: "400 700" });
  document.fonts.add(await font.load());
  const canvas = new OffscreenCanvas(size.width, size.height);
  const pen = canvas.getContext("2d", { alpha: false });
  const lines = (text, width) => {
    const rows = [""];
    // a title stays with its name
    for (const word of text.replace(/\b(M\.|Mme|Dre?) /g, "$1\u00a0").split(" ")) {
      const longer = `${rows.at(-1)} ${word}`.trim();
      if (pen.measureText(longer).width > width && rows.at(-1)) rows.push(word);
      else rows[rows.length - 1] = longer;
    }
    return rows;
  };
  const titleCard = () => {
    pen.fillStyle = "#124333";
    pen.fillRect(0, 0, size.width, size.height);
    // the mark: five layers, the lowest the widest
    pen.fillStyle = "#96d3b6";
    for (const [x, y, width, height] of [[7, 3, 18, 1.75], [6.25, 6.75, 19.5, 2.75], [5.25, 11.5, 21.5, 3.75], [4, 17.25, 24, 4.75], [1.5, 24, 29, 5.5]]) {
      pen.fillRect(52 + x * 2.2, 92 + y * 2.2, width * 2.2, height * 2.2);
    }
    pen.fillStyle = "#fdfbf4";
    pen.font = "700 52px Atkinson";
    let y = 262;
    for (const row of lines(title, size.width - 110)) {
      pen.fillText(row, 54, y);
      y += 62;
    }
    pen.fillStyle = "#b5e4cc";
    pen.font = "400 27px Atkinson";
    y += 12;
    for (const row of lines(subtitle, size.width - 110)) {
      pen.fillText(row, 54, y);
      y += 38;
    }
  };
  const band = (milliseconds) => {
    const at = chapters.findLastIndex((chapter) => chapter.at * 1000 <= milliseconds);
    pen.fillStyle = "#13110e";
    pen.fillRect(0, size.screen, size.width, size.height - size.screen);
    pen.fillStyle = "#96d3b6";
    pen.fillRect(0, size.screen, (size.width * milliseconds) / end, 3);
    if (at < 0) return;
    pen.fillStyle = "#b8ad9b";
    pen.font = "400 22px Atkinson";
    pen.fillText(`${at + 1}. ${chapters[at].title}`, 20, size.screen + 31);
  };

  titleCard();
  const poster = await canvas.convertToBlob({ type: "image/webp", quality: 0.82 });
  const output = new Output({ format: new WebMOutputFormat(), target: new BufferTarget() });
  const source = new CanvasSource(canvas, {
    codec: "vp9", bitrate, bitrateMode: "variable", keyFrameInterval: 1000, latencyMode: "quality", contentHint: "detail",
  });
  output.addVideoTrack(source, { frameRate: 20 });
  await output.start();
  // one may jump to a chapter at once, and nowhere waits for more than ten seconds of film to be decoded
  const jumps = new Set(chapters.map((chapter) => times.findIndex((time) => time >= chapter.at * 1000)));
  let lastKey = -Infinity;
  let shown = -1;
  let bitmap;
  for (let i = 0; i < count; i += 1) {
    if (times[i] < opening) titleCard();
    else {
      const response = await fetch(`/picture/${i}`);
      if (response.status === 200) {
        bitmap?.close();
        bitmap = await createImageBitmap(await response.blob());
      }
      pen.drawImage(bitmap, 0, 0, size.width, size.screen);
      band(times[i]);
    }
    shown = i;
    const keyFrame = jumps.has(i) || times[i] - lastKey >= 10_000;
    if (keyFrame) lastKey = times[i];
    await source.add(times[i] / 1000, ((times[i + 1] ?? end) - times[i]) / 1000, { keyFrame });
  }
  if (shown < 0) throw new Error("a film without a picture");
  await output.finalize();
  const send = (path, body) => fetch(path, { method: "POST", body });
  await send("/film", output.target.buffer);
  await send("/poster", poster);
}

/**
 * Encodes a reel.
 * @returns {Promise<{ film: Buffer, poster: Buffer }>}
 */
export async function encode(browser, { frames, seconds, title, subtitle, chapters, opening, font }) {
  const given = {};
  const library = await readFile(new URL("../node_modules/mediabunny/dist/bundles/mediabunny.min.mjs", import.meta.url));
  const server = createServer(async (request, response) => {
    if (request.method === "POST") {
      const parts = [];
      for await (const part of request) parts.push(part);
      given[request.url.slice(1)] = Buffer.concat(parts);
      response.end();
      return;
    }
    const number = request.url.match(/^\/picture\/(\d+)$/)?.[1];
    if (number !== undefined) {
      const { picture } = frames[Number(number)];
      // the same picture as before is not sent again
      if (Number(number) > 0 && opening <= frames[Number(number) - 1].at && frames[Number(number) - 1].picture.equals(picture)) response.writeHead(204).end();
      else response.writeHead(200, { "content-type": "image/png" }).end(picture);
    } else if (request.url === "/mediabunny.mjs") response.writeHead(200, { "content-type": "text/javascript" }).end(library);
    else if (request.url === "/font") response.writeHead(200, { "content-type": "font/woff2" }).end(font);
    else response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>encoder</title>");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const page = await browser.newPage();
  try {
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.evaluate(encodeInPage, {
      count: frames.length, times: frames.map((frame) => frame.at), end: seconds * 1000, title, subtitle, chapters, opening, size: SIZE, bitrate: BITRATE,
    });
  } finally {
    await page.close();
    server.close();
  }
  return { film: given.film, poster: given.poster };
}
