// A statement as it is signed, and the dossier it is signed over.
import { sha256, utf8, type Bytes } from "./bytes";

export interface Statement {
  type: string;
  matter: string;
  title: string;
  procedure: string;
  event: string;
  data: Record<string, unknown>;
  dossier_sha256: string;
  draft_sha256: string | null;
  signer: { account: string; name: string; unit: string; key: string | null };
  issued_at: string;
  nonce: string;
}

/** Null when the bytes are no statement. */
export function statementOf(bytes: Bytes): Statement | null {
  try {
    const parsed = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as Statement;
    return parsed.type === "urn:gavel:statement:1" && typeof parsed.dossier_sha256 === "string" && typeof parsed.signer?.account === "string"
      ? parsed
      : null;
  } catch {
    return null;
  }
}

/** RFC 8785: what two readers of one JSON value write alike. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(",")}}`;
}

export const isCanonical = (bytes: Bytes, statement: Statement): boolean => new TextDecoder().decode(bytes) === canonical(statement);

export interface DossierDocument {
  sha256: string;
  code: string;
  version: number;
  filename: string;
}

const escaped = (name: string) => name.replace(/[%\r\n]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);

function byBytes(a: string, b: string): number {
  const [left, right] = [utf8(a), utf8(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** The list whose digest is the dossier's: "sha256  CODE/vN/filename", sorted by bytes. */
export function manifestOf(documents: DossierDocument[]): string {
  const lines = documents.map((document) => `${document.sha256}  ${document.code}/v${document.version}/${escaped(document.filename)}\n`);
  return lines.sort(byBytes).join("");
}

export const digestOfManifest = (manifest: string): Promise<string> => sha256(utf8(manifest));
