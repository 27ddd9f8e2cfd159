// A private key to carry: PKCS #8 encrypted with PBES2 (RFC 8018), which openssl opens as it is:
//   openssl pkey -in zhao.key.pem -text
//   openssl pkeyutl -sign -rawin -inkey zhao.key.pem -in statement.json -out statement.sig
// PBKDF2 with HMAC-SHA-256, 600,000 rounds (OWASP's figure of 2023) and a 16-byte salt; AES-256-CBC.
import { concat, fromPem, toPem, utf8, type Bytes } from "./bytes";
import { child, integer, nothing, octets, oid, read, sequence } from "./der";

export const rounds = 600_000;
/** Above this an opened file would only keep the browser busy. */
const roundsMax = 10_000_000;
const label = "ENCRYPTED PRIVATE KEY";
const names = {
  pbes2: "1.2.840.113549.1.5.13",
  pbkdf2: "1.2.840.113549.1.5.12",
  hmacSha256: "1.2.840.113549.2.9",
  aes256cbc: "2.16.840.1.101.3.4.1.42",
};

export class KeyFileError extends Error {
  constructor(readonly reason: "not_a_key_file" | "wrong_password") {
    super(reason);
  }
}

async function wrappingKey(password: string, salt: Bytes, iterations: number): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey("raw", utf8(password), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, secret, { name: "AES-CBC", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
}

/** `pkcs8` is the private key in DER. */
export async function sealed(pkcs8: Bytes, password: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(16));
  const key = await wrappingKey(password, salt, rounds);
  const encrypted = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-CBC", iv }, key, pkcs8));
  const iterations = integer(Uint8Array.of(rounds >>> 16, (rounds >>> 8) & 0xff, rounds & 0xff));
  const derivation = sequence(oid(names.pbkdf2), sequence(octets(salt), iterations, sequence(oid(names.hmacSha256), nothing())));
  const cipher = sequence(oid(names.aes256cbc), octets(iv));
  const algorithm = sequence(oid(names.pbes2), sequence(derivation, cipher));
  return toPem(label, sequence(algorithm, octets(encrypted)));
}

interface Sealed {
  salt: Bytes;
  iterations: number;
  iv: Bytes;
  encrypted: Bytes;
}

const is = (bytes: Uint8Array, dotted: string) => oid(dotted).slice(2).join() === bytes.join();

function parsed(text: string): Sealed {
  try {
    const file = read(fromPem(label, text) ?? new Uint8Array());
    const derivation = child(file, 0, 1, 0);
    const cipher = child(file, 0, 1, 1);
    const known =
      is(child(file, 0, 0).content, names.pbes2) &&
      is(child(derivation, 0).content, names.pbkdf2) &&
      is(child(derivation, 1, 2, 0).content, names.hmacSha256) &&
      is(child(cipher, 0).content, names.aes256cbc);
    const iterations = child(derivation, 1, 1).content.reduce((sum, byte) => sum * 256 + byte, 0);
    if (!known || iterations < 1 || iterations > roundsMax) throw new Error("not ours");
    return { salt: child(derivation, 1, 0).content, iterations, iv: child(cipher, 1).content, encrypted: child(file, 1).content };
  } catch {
    throw new KeyFileError("not_a_key_file");
  }
}

/** The private key in DER. Throws KeyFileError. */
export async function opened(text: string, password: string): Promise<Bytes> {
  const file = parsed(text);
  const key = await wrappingKey(password, file.salt, file.iterations);
  try {
    const pkcs8 = new Uint8Array(await crypto.subtle.decrypt({ name: "AES-CBC", iv: file.iv }, key, file.encrypted));
    child(read(pkcs8), 1, 0); // A wrong password can by chance leave a good padding, but no key.
    return concat(pkcs8);
  } catch {
    throw new KeyFileError("wrong_password");
  }
}
