// Does a signature hold over these bytes? Ed25519 and P-256 by the browser, SM2 by a library, since
// no browser has it.
import { sm2 } from "sm-crypto-v2";
import { derOfPublic } from "./keys";
import { hex, sha256, type Bytes } from "./bytes";
import { child, derToPair, read } from "./der";

export type Scheme = "ed25519" | "ecdsa-p256-sha256" | "sm2-sm3";

export interface PublicKey {
  id: string;
  scheme: Scheme;
  spki: Bytes;
}

const curves: Record<string, Scheme> = { "2a8648ce3d030107": "ecdsa-p256-sha256", "2a811ccf5501822d": "sm2-sm3" };
/** GM/T 0009: the signer's id that all makers use. */
const sm2SignerId = "1234567812345678";

/** Null when it is no public key of a kind we know. */
export async function publicKeyOf(pem: string): Promise<PublicKey | null> {
  const spki = derOfPublic(pem);
  if (!spki) return null;
  try {
    const kind = child(read(spki), 0);
    const isEd25519 = hex(child(kind, 0).content) === "2b6570";
    const scheme = isEd25519 ? "ed25519" : curves[hex(child(kind, 1).content)];
    return scheme ? { id: await sha256(spki), scheme, spki } : null;
  } catch {
    return null;
  }
}

async function byBrowser(key: PublicKey, algorithm: AlgorithmIdentifier & object, message: Bytes, signature: Bytes): Promise<boolean> {
  const imported = await crypto.subtle.importKey("spki", key.spki, { ...algorithm, namedCurve: "P-256" } as EcKeyImportParams, false, ["verify"]);
  return crypto.subtle.verify({ ...algorithm, hash: "SHA-256" } as EcdsaParams, imported, signature, message);
}

/** False for anything but a good signature. Throws when this browser cannot tell. */
export async function holds(key: PublicKey, message: Bytes, signature: Bytes): Promise<boolean> {
  if (key.scheme === "ed25519") return signature.length === 64 && byBrowser(key, { name: "Ed25519" }, message, signature);
  const pair = derToPair(signature);
  if (!pair) return false;
  if (key.scheme === "ecdsa-p256-sha256") return byBrowser(key, { name: "ECDSA" }, message, pair);
  const point = child(read(key.spki), 1).content.subarray(1); // after the count of unused bits
  return sm2.doVerifySignature(message, hex(pair), hex(point), { hash: true, userId: sm2SignerId });
}
