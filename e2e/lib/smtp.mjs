// A mail server that delivers nowhere: it keeps what it is given and tells whoever waits for it.
import { createServer } from "node:net";
import { PATIENCE } from "./journey.mjs";

const decodeQuoted = (text) =>
  Buffer.from(text.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16))), "latin1").toString("utf8");

/** The plain text part of a message. */
function plainText(message) {
  const boundary = message.match(/boundary="?([^"\r\n;]+)"?/i)?.[1];
  const parts = boundary ? message.split(`--${boundary}`) : [message];
  const part = parts.find((p) => /content-type: text\/plain/i.test(p)) ?? message;
  const at = part.search(/\r?\n\r?\n/);
  const [head, body] = [part.slice(0, at), part.slice(at).trim()];
  if (/transfer-encoding: base64/i.test(head)) return Buffer.from(body, "base64").toString("utf8");
  return /transfer-encoding: quoted-printable/i.test(head) ? decodeQuoted(body) : body;
}

/** Starts the sink on a free loopback port. */
export async function startSmtp() {
  const mails = [];
  const waiting = new Set();
  const deliver = (mail) => {
    mails.push(mail);
    for (const look of waiting) look();
  };
  const server = createServer((socket) => {
    let [buffer, data, to] = ["", null, []];
    const say = (line) => socket.write(`${line}\r\n`);
    socket.setEncoding("utf8");
    socket.on("error", () => socket.destroy());
    say("220 sink");
    socket.on("data", (chunk) => {
      buffer += chunk;
      for (let end; (end = buffer.indexOf("\r\n")) >= 0; ) {
        const line = buffer.slice(0, end);
        buffer = buffer.slice(end + 2);
        if (data) {
          if (line === ".") {
            const raw = data.join("\r\n");
            deliver({ to: to.join(","), raw, text: plainText(raw) });
            data = null;
            say("250 kept");
          } else data.push(line.startsWith("..") ? line.slice(1) : line);
          continue;
        }
        const verb = line.slice(0, 4).toUpperCase();
        if (verb === "EHLO" || verb === "HELO") say("250 sink");
        else if (verb === "RCPT") to.push(line.match(/<([^>]*)>/)?.[1] ?? ""), say("250 ok");
        else if (verb === "DATA") (data = []), say("354 go on");
        else if (verb === "QUIT") say("221 bye"), socket.end();
        else {
          if (verb === "MAIL" || verb === "RSET") to = [];
          say("250 ok");
        }
      }
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `smtp://127.0.0.1:${server.address().port}`,
    /** The `nth` mail to an address, as soon as it is there. */
    mailTo(address, nth = 1, patience = PATIENCE) {
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`no mail number ${nth} to ${address}; there are: ${mails.map((m) => m.to).join(", ") || "none"}`));
        }, patience);
        const look = () => {
          const mail = mails.filter((m) => m.to.toLowerCase() === address.toLowerCase())[nth - 1];
          if (!mail) return;
          clearTimeout(late);
          waiting.delete(look);
          resolve(mail);
        };
        waiting.add(look);
        look();
      });
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** The link that a mail asks to follow. */
export function linkOf(mail) {
  const found = mail.text.match(/https?:\/\/\S+\/connexion\/lien\/\S+/);
  if (!found) throw new Error(`no link in the mail:\n${mail.text}`);
  return found[0];
}
