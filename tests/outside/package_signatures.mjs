// Every signature of a package by libraries that share nothing with ours: @noble/curves for Ed25519 and
// P-256, sm-crypto for SM2. Each must hold, and none for changed bytes.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ed25519 } from "@noble/curves/ed25519.js";
import { p256 } from "@noble/curves/nist.js";
import smCrypto from "sm-crypto";

const bag = process.argv[2];
const read = (...parts) => readFileSync(join(bag, ...parts));
const der = (pem) => Buffer.from(pem.toString().replace(/-----[^-]+-----|\s/g, ""), "base64");
const hex = (bytes) => Buffer.from(bytes).toString("hex");

function verifier(pem) {
  const spki = der(pem);
  const oids = hex(spki.subarray(0, 32));
  if (oids.includes("06032b6570")) {
    const key = spki.subarray(-32);
    return (message, signature) => ed25519.verify(signature, message, key);
  }
  const point = spki.subarray(-65);
  if (oids.includes("06082a8648ce3d030107")) {
    return (message, signature) =>
      p256.verify(signature, createHash("sha256").update(message).digest(), point, { format: "der", prehash: false, lowS: false });
  }
  if (oids.includes("06082a811ccf5501822d")) {
    return (message, signature) =>
      smCrypto.sm2.doVerifySignature(Array.from(message), hex(signature), hex(point), { hash: true, der: true, userId: "1234567812345678" });
  }
  throw new Error("a key of no known kind: " + oids);
}

function holds(check, message, signature) {
  try { return check(message, signature); } catch { return false; }
}
function changed(message) {
  const other = Buffer.from(message);
  other[other.length >> 1] ^= 1;
  return other;
}

let verified = 0;
let refused = 0;
for (const name of readdirSync(join(bag, "data/statements"))) {
  if (!name.endsWith(".json")) continue;
  const base = name.slice(0, -5);
  const message = read("data/statements", name);
  const signature = read("data/statements", base + ".sig");
  const check = verifier(read("data/statements", base + ".pub.pem"));
  if (!holds(check, message, signature)) throw new Error("does not verify: " + name);
  verified += 1;
  refused += holds(check, changed(message), signature) ? 0 : 1;
}

// The ledger's signed notes: body, blank line, "— name base64(4 bytes of key id, signature)".
const logKey = der(read("data/proofs/log.pub.pem")).subarray(-32);
for (const file of ["data/proofs/checkpoint", "seal.note"]) {
  const note = read(file).toString();
  const cut = note.lastIndexOf("\n\n");
  const body = Buffer.from(note.slice(0, cut + 1));
  const blob = Buffer.from(note.slice(cut + 2).split("\n")[0].split(" ").at(-1), "base64");
  if (!ed25519.verify(blob.subarray(4), body, logKey)) throw new Error("does not verify: " + file);
  refused += holds(() => ed25519.verify(blob.subarray(4), changed(body), logKey)) ? 0 : 1;
}
console.log(JSON.stringify({ verified, refused_when_changed: refused }));
