// Keys of people: made here, kept here, used here. A private key is exportable for the one moment in
// which its file is sealed; what signs afterwards cannot be read out even by these pages.
import { fromPem, hex, sha256, toPem, utf8, type Bytes } from "./bytes";
import { pairToDer, read, child } from "./der";
import { opened, sealed, KeyFileError } from "./keyfile";

export type Algorithm = "ed25519" | "ecdsa-p256-sha256";

export interface SigningKey {
  id: string; // SHA-256 of the public key's SPKI in DER
  algorithm: Algorithm;
  publicPem: string;
  privateKey: CryptoKey;
}

const parameters = {
  "ed25519": { name: "Ed25519" },
  "ecdsa-p256-sha256": { name: "ECDSA", namedCurve: "P-256" },
} as const;
const signing = {
  "ed25519": { name: "Ed25519" },
  "ecdsa-p256-sha256": { name: "ECDSA", hash: "SHA-256" },
} as const;

async function generated(): Promise<[Algorithm, CryptoKeyPair]> {
  for (const algorithm of ["ed25519", "ecdsa-p256-sha256"] as const) {
    try {
      return [algorithm, (await crypto.subtle.generateKey(parameters[algorithm], true, ["sign", "verify"])) as CryptoKeyPair];
    } catch {
      // This browser has no Ed25519: P-256 is everywhere.
    }
  }
  throw new Error("WebCrypto");
}

async function described(spki: Bytes): Promise<{ id: string; publicPem: string }> {
  return { id: await sha256(spki), publicPem: toPem("PUBLIC KEY", spki) };
}

const unreadable = (algorithm: Algorithm, pkcs8: Bytes) => crypto.subtle.importKey("pkcs8", pkcs8, parameters[algorithm], false, ["sign"]);

/** A new key, and its encrypted file. */
export async function makeKey(password: string): Promise<{ key: SigningKey; file: string }> {
  const [algorithm, pair] = await generated();
  const spki = new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey));
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey));
  const file = await sealed(pkcs8, password);
  const privateKey = await unreadable(algorithm, pkcs8);
  pkcs8.fill(0);
  return { key: { ...(await described(spki)), algorithm, privateKey }, file };
}

/** WebCrypto gives the public half of a key through its JWK alone. */
async function publicHalf(algorithm: Algorithm, pkcs8: Bytes): Promise<Bytes> {
  const readable = await crypto.subtle.importKey("pkcs8", pkcs8, parameters[algorithm], true, ["sign"]);
  const { d: _, key_ops: __, ...jwk } = await crypto.subtle.exportKey("jwk", readable);
  const key = await crypto.subtle.importKey("jwk", jwk, parameters[algorithm], true, ["verify"]);
  return new Uint8Array(await crypto.subtle.exportKey("spki", key));
}

/** The key in an encrypted key file, as keyfile.ts or openssl wrote it. Throws KeyFileError. */
export async function openKeyFile(text: string, password: string): Promise<SigningKey> {
  const pkcs8 = await opened(text, password);
  try {
    const isEd25519 = hex(child(read(pkcs8), 1, 0).content) === "2b6570"; // 1.3.101.112
    const algorithm: Algorithm = isEd25519 ? "ed25519" : "ecdsa-p256-sha256";
    const spki = await publicHalf(algorithm, pkcs8);
    return { ...(await described(spki)), algorithm, privateKey: await unreadable(algorithm, pkcs8) };
  } catch {
    throw new KeyFileError("wrong_password");
  } finally {
    pkcs8.fill(0);
  }
}

/** A detached signature in the form openssl and the server take: Ed25519 raw, ECDSA in DER. */
export async function sign(key: SigningKey, message: Bytes): Promise<Bytes> {
  const signature = new Uint8Array(await crypto.subtle.sign(signing[key.algorithm], key.privateKey, message));
  return key.algorithm === "ed25519" ? signature : pairToDer(signature);
}

/** What shows the register that an account holds a key; RFC 8785 form. */
export const possession = (account: string, id: string): Bytes =>
  utf8(`{"account":${JSON.stringify(account)},"key":"${id}","type":"urn:gavel:key-possession:1"}`);

export const derOfPublic = (pem: string): Bytes | null => fromPem("PUBLIC KEY", pem);
