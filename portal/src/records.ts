// What the server's answers look like, as far as these pages read them.
import type { Citation, UnmetRule } from "./api";
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
  possession: string | null;
  possessed_at: string | null;
  replaces: string | null;
}

export interface MatterLine {
  id: string;
  title: string;
  finished: boolean;
  procedure: { name: string; sha256: string; title: Text | null };
  states: { id: string; title: Text }[];
}

/// The archived matter that this one takes up again, and those that take this one up again.
export interface LinkedMatter {
  matter: string;
  title: string;
  archival_code: string | null;
}
export interface MatterPage extends MatterLine {
  unit: string;
  version: number;
  clocks: ClockRecord[];
  documents: DocumentRecord[];
  facts: { comments?: { received: number; unanswered: number } };
  follows: LinkedMatter | null;
  follow_ups: (LinkedMatter & { opened_at: string; states: { id: string; title: Text }[] })[];
  /** Matters that were merged into this one. */
  merged_in: { matter: string; title: string }[];
  /** Published decisions that adjust or end this one. */
  succeeded_by: { matter: string; title: string }[];
  /** Other running matters on the same item of a catalogue. */
  same_item: { matter: string; title: string; number: string }[];
}

/// A deadline that runs in a matter: "minimum" is the day before whose end nothing may happen.
export interface ClockRecord {
  id: string;
  title: Text;
  kind: "minimum" | "maximum";
  due: string;
  provisional: boolean;
  reached: boolean;
  /** What its run ended with; null: it runs. */
  ended_by: { seq: number; on: string } | null;
  citations: Citation[];
}

export interface RecusalStep {
  seq: number;
  account: string;
  step: "declare" | "ask" | "order" | "decline" | "lift" | "withdraw";
  reason: string;
  deputy: string;
  by: string;
  /** Whoever asked through the office, without an account; may be empty. */
  asker: string;
  at: string;
}
export interface RecusalList {
  recused: string[];
  asked: RecusalStep[];
  steps: RecusalStep[];
}

export interface ProcedureRecord {
  name: string;
  version: string;
  title: Text;
  stages: { id: string; title: Text }[];
  roles: { id: string; title: Text }[];
  events: ProcedureEvent[];
  documents: DocumentKind[];
}

/// Of a signed event: who sends in one of `signers` signs; everyone where there are none.
export interface ProcedureEvent {
  name: string;
  title: Text;
  who: string[];
  signed: boolean;
  signers: string[];
  form: Field[];
  produces: string[];
}

/// A kind of document; `written` is the paper of that name which the system makes from the record.
export interface DocumentKind {
  code: string;
  title: Text;
  stage: string;
  written: string;
}

export interface EventRecord {
  seq: number;
  event: string;
  actor: { account: string; name: string; on_behalf_of?: string };
  at: string;
}

/// An act or a role that one person has lent to another for a time.
export interface Delegation {
  id: number;
  principal: string;
  delegate: string;
  act: string;
  role: string;
  matter: string;
  basis: string;
  in_force: boolean;
  since: string;
  until: string | null;
  ended: string | null;
  end_reason: string;
}

/// An organ that another took over; without a successor, what was entered of it before is taken back.
export interface Succession {
  id: number;
  organ: string;
  successor: string | null;
  since: string;
  basis: string;
}

export interface Unit {
  id: string;
  name: string;
}
export interface Person {
  account: string;
  name: string;
  unit: string;
  unit_name: string;
}

/// A key of an organisation outside, which hands in nothing here but receipts.
export interface OutsideKey {
  id: string;
  organisation: string;
  algorithm: string;
  public_key: string;
  registered_by: string;
  registered_at: string;
  revoked_at: string | null;
  revoked_by: string | null;
  revocation_reason: string | null;
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
  register: string | null;
  fields: Field[];
}

export interface Task {
  event: string;
  /** The innermost active state that takes it; what the outermost takes can be done at any time. */
  step: string;
  title: Text;
  who: string[];
  produces: string[];
  allowed: boolean;
  mine: boolean;
  signed: boolean;
  /** What waits for whoever is signed in by name. */
  waits: Text[];
  form: Field[];
  blocked: { reason: string; rules: UnmetRule[]; taken_in: string[] } | null;
}

/** Not of the step at hand, and nothing waits for it: it can be done as long as the matter is where it is at all. */
export const isAnytime = (matter: MatterLine, task: Task): boolean => matter.states.length > 1 && task.step === matter.states[0]?.id && !task.waits.length;

export interface DocumentRecord extends DossierDocument {
  id: string;
  title: string;
  size: number;
  by: string;
  at: string;
  href: string;
  /** Not for whoever reads the list. */
  kept?: true;
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
  extended: { on: string; closes_on: string; reason: string }[];
  moved: { on: string; closes_on: string }[];
  recalled: { on: string; reason: string; replaced_by: string | null } | null;
  ended: { on: string; reason: string } | null;
  provisional: boolean;
  open: boolean;
  params: { issuer?: string; background?: string; how?: string; channels?: string[]; contact?: string; shortened_reason?: string; replaces?: string; renewed?: string; kind?: "hearing" };
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
  feedback: FeedbackRecord | null;
  counts: { received: number };
}

/** What became of the comments on a notice, in the numbers of the day it was published. */
export interface FeedbackRecord {
  published_at: string;
  adopted: number;
  partly: number;
  not_adopted: number;
  explained: number;
  out_of_scope: number;
}

export interface PublishedComment {
  number: number;
  text: string | null;
  clause: string | null;
  adoption: string;
  reason: string;
}

export interface ReceiptRecord {
  receipt: string;
  secret: string;
  received_at: string;
}

export interface CommentRecord {
  receipt: string;
  person?: { name: string | null; contact: string | null; guardian_consent: boolean };
  has_person?: boolean;
  channel: "web" | "mail" | "email" | "phone" | "visit" | "hearing" | "newmedia";
  received_on: string | null;
  organisation: string | null;
  text: string;
  clause: string | null;
  received_at: string;
  status: string;
  reply: { adoption: string; reason: string; unit: string; unit_name: string; replied_at: string } | null;
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
