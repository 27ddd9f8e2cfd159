// Proofs of the ledger (C2SP tlog-proof over a signed checkpoint), checked here: is this entry in it,
// and at which place?
import { concat, fromBase64, hex, utf8, type Bytes } from "./bytes";
import { holds } from "./verify";

/** An Ed25519 key's SubjectPublicKeyInfo is these bytes and the key. */
const spkiPrefix = Uint8Array.from([0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00]);

const digest = async (...parts: Uint8Array[]): Promise<Bytes> => new Uint8Array(await crypto.subtle.digest("SHA-256", concat(...parts)));
const same = (a: Uint8Array, b: Uint8Array): boolean => hex(a) === hex(b);

interface LogKey {
  name: string;
  id: Bytes;
  raw: Bytes;
}

/** A verifier key: "name+hex(id)+base64(type || key)"; null for what is none. */
async function logKeyOf(text: string): Promise<LogKey | null> {
  const [name = "", id = "", ...rest] = text.trim().split("+");
  const typed = fromBase64(rest.join("+"));
  if (!name || typed?.length !== 33 || typed[0] !== 1) return null;
  const made = await digest(utf8(`${name}\n`), typed);
  return hex(made.slice(0, 4)) === id ? { name, id: made.slice(0, 4), raw: typed.slice(1) } : null;
}

/** The tree that a checkpoint of this key heads; null when the key did not sign it. */
async function headOf(note: string, key: LogKey): Promise<{ size: number; root: Bytes } | null> {
  const end = note.indexOf("\n\n");
  const body = note.slice(0, end + 1);
  const [origin, size = "", root64 = ""] = body.split("\n");
  const root = fromBase64(root64);
  if (end < 0 || origin !== key.name || !/^(0|[1-9]\d{0,14})$/.test(size) || root?.length !== 32) return null;
  const publicKey = { id: "", scheme: "ed25519" as const, spki: concat(spkiPrefix, key.raw) };
  for (const line of note.slice(end + 2).split("\n")) {
    if (!line.startsWith(`— ${key.name} `)) continue;
    const signature = fromBase64(line.slice(line.lastIndexOf(" ") + 1));
    if (!signature || !same(signature.slice(0, 4), key.id)) continue;
    if (await holds(publicKey, utf8(body), signature.slice(4))) return { size: Number(size), root };
  }
  return null;
}

/** RFC 9162 2.1.3.2: the root that the siblings lead to; null when there are too few or too many. */
async function rootOf(leaf: Bytes, index: number, size: number, siblings: Bytes[]): Promise<Bytes | null> {
  if (index >= size) return null;
  let [node, last, now] = [index, size - 1, leaf];
  for (const sibling of siblings) {
    if (last === 0) return null;
    if (node % 2 === 1 || node === last) {
      now = await digest(Uint8Array.of(1), sibling, now);
      while (node % 2 === 0 && node !== 0) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
    } else now = await digest(Uint8Array.of(1), now, sibling);
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 ? now : null;
}

/** The place of `entry` in the ledger of `logKey`; null when the proof does not show it there. */
export async function placeOf(entry: string, proof: string, logKey: string): Promise<number | null> {
  const end = proof.indexOf("\n\n");
  const [header, second = "", ...path] = proof.slice(0, Math.max(end, 0)).split("\n");
  const index = /^index (0|[1-9]\d{0,14})$/.exec(second)?.[1];
  const siblings = path.map(fromBase64);
  const key = await logKeyOf(logKey);
  if (header !== "c2sp.org/tlog-proof@v1" || index === undefined || !key) return null;
  const head = await headOf(proof.slice(end + 2), key);
  if (!head || siblings.some((sibling) => sibling?.length !== 32)) return null;
  const root = await rootOf(await digest(Uint8Array.of(0), utf8(entry)), Number(index), head.size, siblings as Bytes[]);
  return root && same(root, head.root) ? Number(index) : null;
}
