// What the archive answers, as far as these pages read it.
import type { Text } from "../i18n";

export type AccessClass = "open" | "restricted" | "closed";

/// A document of a stored volume; n = 0: the volume itself, which has no `document`.
export interface ArchiveRecord {
  archival_code: string;
  n: number;
  document?: string;
  title: string;
  kind: string;
  stage: string;
  unit: string;
  procedure: string;
  year: number;
  at: string;
  matter: string;
  media_type: string;
  size: number;
  access: AccessClass;
  snippet: string;
}

export const facetFields = ["year", "unit", "stage", "kind", "procedure"] as const;
export type FacetField = (typeof facetFields)[number];
export type Facets = { counted: number; complete: boolean } & Partial<Record<FacetField, { value: string; count: number }[]>>;

export interface TestReport {
  passed: boolean;
  at: string;
  operator: string;
  items: { code: string; group: string; object: Text; method: Text; result: "pass" | "fail" | "manual" | "not_applicable"; note: string }[];
}

export interface Person {
  account: string;
  name: string;
  unit: string;
}

/// A line of the register of what was destroyed.
export interface Destroyed {
  code: string;
  title: string;
  retention: string;
  matter: string;
  sha256: string;
  size: number;
  act: string;
  by: Person;
  watched_by: Person;
  at: string;
}

export interface Package {
  code: string;
  matter: string;
  title: string;
  procedure: string;
  retention: string;
  organisation: string;
  fonds: string;
  year: number;
  sha256: string;
  size: number;
  built_at: string;
  passed: boolean;
  report: Partial<TestReport>;
  destroyed: Destroyed | null;
}

/// A test of the package as it lies in the store. `test` is absent where its bytes were not those stored.
export interface KeptTest {
  at: string;
  passed: boolean;
  repaired: boolean;
  replica?: "absent" | "sound" | "mended";
  findings: string[];
  test?: TestReport;
}

export interface HandoverTest {
  id: string;
  side: "own" | "receiver";
  at: string;
  by: Person;
  passed: boolean;
  mend: { code: string; title: Text; mend: Text }[];
  report: Partial<TestReport>;
}

export type ActKind = "access" | "appraisal" | "handover" | "destruction";

export interface KeepingAct {
  id: string;
  code: string;
  title: string;
  kind: ActKind;
  outcome: string;
  reason: string;
  years: number | null;
  receiver: string;
  /// Of a hand-over and of a destruction: the bytes that are signed or agreed to.
  list: string;
  document: string | null;
  appraisal: string | null;
  /// Of an opening: the number of the secrecy review made for it.
  review: string | null;
  disclosure: Disclosure;
  by: Person;
  at: string;
  answer: { agreed: boolean; note: string; by: Person; at: string } | null;
}

/// Whether what the volume holds was made public; empty: never; null: its procedure publishes nothing.
export type Disclosure = "public" | "non_public" | "" | null;
export const isWithheld = (disclosure: Disclosure): boolean => disclosure === "non_public" || disclosure === "";

/// How a volume is kept, and what falls due when.
export interface KeptVolume {
  code: string;
  title: string;
  retention: string;
  access: AccessClass;
  disclosure: Disclosure;
  to_be_destroyed: boolean;
  destroyed_by: string;
  handed_over_to: string;
  opening_due: string | null;
  appraisal_due: string | null;
  handover_due: string | null;
}
export interface Keeping extends KeptVolume {
  acts: KeepingAct[];
  documents: { document: string; own: AccessClass; access: AccessClass }[];
}

export interface Copy {
  id: string;
  reason: string;
  media_type: string;
  size: number;
  made_by: string;
  made_at: string;
}

export interface Access {
  document?: string;
  copy?: string;
  name: string;
  account: string;
  unit: string;
  purpose: string;
  at: string;
}

export const placeOf = (code: string): string => `/v1/archive/${encodeURIComponent(code)}`;
export const fileOf = (document: string): string => `/v1/archive/records/${encodeURIComponent(document)}`;
