// Stages, kinds of documents, roles, acts and procedures as they are titled, units as they are named:
// lists over all procedures tell them by their ids. Read for accounts; for everyone else the ids are left out.
import { reactive } from "vue";
import { get } from "./api";
import type { FacetField } from "./archive/records";
import { pick, say, type Text } from "./i18n";
import type { ProcedureRecord, Unit } from "./records";
import { procedureOf } from "./terms";

export const procedures = reactive(new Map<string, ProcedureRecord>());
export const units = reactive(new Map<string, string>());
let reading: Promise<void> | null = null;

async function read(): Promise<void> {
  const [all, given] = await Promise.all([
    get<{ procedures: { name: string; sha256: string; current: boolean }[] }>("/v1/procedures"),
    get<{ units: Unit[] }>("/v1/units"),
  ]);
  for (const unit of given.units) units.set(unit.id, unit.name);
  const current = all.procedures.filter((each) => each.current);
  for (const each of await Promise.all(current.map((found) => procedureOf(found.name, found.sha256)))) procedures.set(each.name, each);
}

/** Read once. What cannot be read is told by its id. */
export async function readTitles(): Promise<void> {
  reading ??= read();
  await reading.catch(() => (reading = null));
}

/** Whoever signs in next reads them for themselves. */
export function forgetTitles(): void {
  reading = null;
  procedures.clear();
  units.clear();
}

const of = (find: (procedure: ProcedureRecord) => Text | undefined, id: string): string => {
  for (const procedure of procedures.values()) {
    const title = find(procedure);
    if (title) return pick(title);
  }
  return id;
};

const tellers: Record<FacetField, (value: string) => string> = {
  year: (value) => value,
  unit: (value) => units.get(value) ?? value,
  stage: (value) => of((procedure) => procedure.stages.find((each) => each.id === value)?.title, value) || say("no_stage"),
  kind: (value) => (value === "volume" ? say("volume") : of((procedure) => procedure.documents.find((each) => each.code === value)?.title, value)),
  procedure: (value) => of((procedure) => (procedure.name === value ? procedure.title : undefined), value),
};
export const titled = (field: FacetField, value: string): string => tellers[field](value);

export const titledRole = (role: string): string => of((procedure) => procedure.roles.find((each) => each.id === role)?.title, role);
export const titledAct = (event: string): string => of((procedure) => procedure.events.find((each) => each.name === event)?.title, event);
