// What the server's answers look like, as far as these pages read them.
import type { UnmetRule } from "./api";
import type { DossierDocument } from "./crypto/statement";
import type { Text } from "./i18n";

export interface KeyRecord {
  id: string;
  account: string;
  name: string;
  unit: string;
  unit_name: string;
  algorithm: string;
  public_key: string;
  registered_at: string;
  revoked_at: string | null;
  revoked_by: { account: string; name: string } | null;
  revocation_reason: string | null;
  replaces: string | null;
}

export interface MatterLine {
  id: string;
  title: string;
  finished: boolean;
  procedure: { name: string; title: Text | null };
  states: { id: string; title: Text }[];
}

/// The archived matter that this one takes up again, and those that take this one up again.
export interface LinkedMatter {
  matter: string;
  title: string;
  archival_code: string | null;
}
export interface MatterPage extends MatterLine {
  follows: LinkedMatter | null;
  follow_ups: (LinkedMatter & { opened_at: string; states: { id: string; title: Text }[] })[];
}

export interface Field {
  name: string;
  title: Text;
  type: string;
  required: boolean;
  values: string[];
  value_titles: Text[];
  min: number | string | null;
  max: number | string | null;
  fields: Field[];
}

export interface Task {
  event: string;
  title: Text;
  allowed: boolean;
  mine: boolean;
  signed: boolean;
  form: Field[];
  blocked: { rules: UnmetRule[] } | null;
}

export interface DocumentRecord extends DossierDocument {
  id: string;
  title: string;
  size: number;
  by: string;
  at: string;
  href: string;
}

export interface StatementLine {
  id: string;
  href: string;
  event: string;
  account: string;
  dossier_sha256: string;
  created_at: string;
  expires_at: string;
  signature: { key_id: string; algorithm: string; at: string; time_stamps: { number: number; stamped_at: string; authority: string }[] } | null;
  dossier: { stale: boolean; since: (DocumentRecord & { replaces: boolean })[] };
}

export interface NoticeRecord {
  id: string;
  title: string;
  opened_on: string;
  closes_on: string;
  announced_closes_on: string;
  provisional: boolean;
  open: boolean;
  params: { how?: string; shortened_reason?: string };
  documents: { id: string; title: string; filename: string; sha256: string; size: number; href: string }[];
  hearing: {
    date: string;
    time: string;
    place: string;
    selection: string;
    quotas: { group: string; seats: number }[];
    list: { name: string; group: string }[];
    postponed: { from: string; to: string; reason: string }[];
    cancelled: string;
    held_on: string;
  } | null;
  counts: { received: number };
}

export interface ReceiptRecord {
  receipt: string;
  secret: string;
  received_at: string;
}

export interface CommentRecord {
  text: string;
  clause: string | null;
  received_at: string;
  status: string;
  reply: { adoption: string; reason: string; unit: string; replied_at: string } | null;
  set_aside_reason: string | null;
  ledger_index?: number | null;
}

/** What these pages may call long identifiers: the beginning says which, the whole is in a title. */
export const short = (id: string): string => `${id.slice(0, 8)}…${id.slice(-4)}`;
export const algorithms: Record<string, string> = { "ed25519": "Ed25519", "ecdsa-p256-sha256": "ECDSA P-256", "sm2-sm3": "SM2" };

export function saveFile(name: string, content: BlobPart, type = "application/octet-stream"): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
