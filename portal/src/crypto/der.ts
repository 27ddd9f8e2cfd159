// As much of DER (X.690) as keys and signatures need: write a value, read a tree.
import { concat, type Bytes } from "./bytes";

export interface Node {
  tag: number;
  content: Bytes;
  children: Node[]; // of constructed values
}

const SEQUENCE = 0x30;

function length(size: number): number[] {
  if (size < 0x80) return [size];
  const digits: number[] = [];
  for (let rest = size; rest > 0; rest >>>= 8) digits.unshift(rest & 0xff);
  return [0x80 | digits.length, ...digits];
}

export const value = (tag: number, content: Uint8Array): Bytes => concat(Uint8Array.from([tag, ...length(content.length)]), content);
export const sequence = (...parts: Uint8Array[]): Bytes => value(SEQUENCE, concat(...parts));
export const octets = (content: Uint8Array): Bytes => value(0x04, content);
export const nothing = (): Bytes => Uint8Array.from([0x05, 0x00]);

/** A non-negative number, big-endian. */
export function integer(digits: Uint8Array): Bytes {
  let start = 0;
  while (start < digits.length - 1 && digits[start] === 0) start += 1;
  const short = digits.subarray(start);
  return value(0x02, (short[0] ?? 0) & 0x80 ? concat(Uint8Array.of(0), short) : short);
}

export function oid(dotted: string): Bytes {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const bytes = [first * 40 + second];
  for (const part of rest) {
    const digits = [part & 0x7f];
    for (let left = part >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80);
    bytes.push(...digits);
  }
  return value(0x06, Uint8Array.from(bytes));
}

/** Throws on anything that is not whole, definite-length DER. */
export function read(der: Uint8Array): Node {
  const [node, end] = readAt(der, 0);
  if (end !== der.length) throw new Error("DER: bytes after the end");
  return node;
}

function readAt(der: Uint8Array, at: number): [Node, number] {
  const tag = der[at];
  let size = der[at + 1];
  if (tag === undefined || size === undefined) throw new Error("DER: too short");
  let start = at + 2;
  if (size & 0x80) {
    const count = size & 0x7f;
    if (count === 0 || count > 3) throw new Error("DER: length");
    size = 0;
    for (let i = 0; i < count; i += 1) size = size * 256 + (der[start + i] ?? 0);
    start += count;
  }
  const end = start + size;
  if (end > der.length) throw new Error("DER: too short");
  const content = der.slice(start, end) as Bytes;
  const children: Node[] = [];
  for (let inside = start; tag & 0x20 && inside < end; ) {
    const [child, next] = readAt(der.subarray(0, end), inside);
    children.push(child);
    inside = next;
  }
  return [{ tag, content, children }, end];
}

/** Part of a tree by position; throws when it is not there. */
export function child(node: Node, ...path: number[]): Node {
  return path.reduce((at, index) => {
    const next = at.children[index];
    if (!next) throw new Error("DER: part missing");
    return next;
  }, node);
}

/** ECDSA: the two numbers one after the other (WebCrypto) as DER (openssl). */
export function pairToDer(pair: Uint8Array): Bytes {
  const half = pair.length / 2;
  return sequence(integer(pair.subarray(0, half)), integer(pair.subarray(half)));
}

/** And back; null when it is no such signature. */
export function derToPair(der: Uint8Array, half = 32): Bytes | null {
  try {
    const node = read(der);
    if (node.tag !== SEQUENCE || node.children.length !== 2) return null;
    const pair = new Uint8Array(2 * half);
    for (const [i, number] of node.children.entries()) {
      const digits = number.content[0] === 0 ? number.content.subarray(1) : number.content;
      if (number.tag !== 0x02 || digits.length > half) return null;
      pair.set(digits, (i + 1) * half - digits.length);
    }
    return pair;
  } catch {
    return null;
  }
}
