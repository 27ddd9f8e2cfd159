// Acts of keeping: what they do, in a sentence, and which may be proposed of a volume on a day.
import { say, type Phrase } from "../i18n";
import type { ActKind, KeepingAct, Keeping } from "./records";

export const told = (act: KeepingAct): string => {
  const sentence = say(`outcome_${act.outcome}` as Phrase, { years: act.years ?? 0, receiver: act.receiver });
  return act.kind === "access" && act.years ? say("until_review", { outcome: sentence, years: act.years }) : sentence;
};

export const waits = (act: KeepingAct): boolean => act.answer === null;

/** The newest appraisal that was agreed to and ends in destruction. */
export const appraisalToDestroy = (keeping: Keeping): KeepingAct | undefined =>
  [...keeping.acts].reverse().find((act) => act.kind === "appraisal" && act.outcome === "destroy" && act.answer?.agreed);

export interface Possible {
  now: ActKind[];
  /** From which day on. */
  later: { kind: ActKind; from: string }[];
}

/** What the law leaves to be proposed; the server decides. An act that waits keeps out another of its kind. */
export function possible(keeping: Keeping, today: string): Possible {
  const found: Possible = { now: [], later: [] };
  if (keeping.destroyed_by) return found;
  const isFree = (kind: ActKind) => !keeping.acts.some((act) => act.kind === kind && act.document === null && waits(act));
  const dated = (kind: ActKind, due: string | null) => {
    if (!due || !isFree(kind)) return;
    if (due <= today) found.now.push(kind);
    else found.later.push({ kind, from: due });
  };
  found.now.push("access");
  dated("appraisal", keeping.appraisal_due);
  dated("handover", keeping.handover_due);
  if (keeping.to_be_destroyed && !keeping.handed_over_to && isFree("destruction")) found.now.push("destruction");
  return found;
}

/** "Permanent", "30 years". */
export const retention = (code: string): string => say(`retention_${code}` as Phrase) ?? code;

