// What a field may be filled with, so that nobody has to know ids by heart: people, units, experts,
// numbers of the catalogue, matters. They are suggestions; the server decides.
import { ref } from "vue";
import { get } from "./api";
import { poolUnit, type PoolEntry } from "./pool/records";
import type { Field, MatterLine, Person, Unit } from "./records";

export interface Choice {
  value: string;
  label: string;
}
type Kind = "person" | "unit" | "unit_id" | "expert" | "catalogue" | "matter";

const byRegister: Record<string, Kind> = { account: "person", member: "person", unit: "unit", expert: "expert", catalogue: "catalogue", matter: "matter" };
// Fields that procedures, or older versions of them, name no register for, though people and units are
// what they hold. The drafting unit is one of those there are, chosen by name and meant by its id.
const byName: Record<string, Kind> = { drafting_unit: "unit_id", unit: "unit", units: "unit", lead: "unit", co_units: "unit", member: "person", members: "person", into: "matter" };

export const kindOf = (field: Field): Kind | null => byName[field.name] ?? byRegister[field.register ?? ""] ?? null;

const readers: Record<Kind, () => Promise<Choice[]>> = {
  person: async () =>
    (await get<{ people: Person[] }>("/v1/directory")).people.map((each) => ({ value: each.account, label: `${each.name} · ${each.unit_name}` })),
  unit: async () => (await units()).map((each) => ({ value: each.name, label: each.name })),
  unit_id: async () => (await units()).map((each) => ({ value: each.id, label: each.name })),
  expert: async () => {
    const { people } = await get<{ people: PoolEntry[] }>("/v1/experts?limit=200&in_term");
    const named = (name: string) => people.filter((each) => each.details.name === name).length;
    // A name alone does not say which of two it is.
    return people.map(({ id, details }) => ({ value: named(details.name) > 1 ? id : details.name, label: `${details.name} · ${poolUnit(details)}` }));
  },
  catalogue: async () => {
    const { catalogues } = await get<{ catalogues: { id: string }[] }>("/v1/catalogues?limit=20");
    const whole = await Promise.all(catalogues.map((each) => get<{ items: { number: string; title: string }[] }>(`/v1/catalogues/${encodeURIComponent(each.id)}`)));
    return whole.flatMap((each) => each.items.map((item) => ({ value: item.number, label: item.title })));
  },
  matter: async () =>
    (await get<{ matters: MatterLine[] }>("/v1/matters?limit=200")).matters.map((each) => ({ value: each.id, label: each.title })),
};

const units = async () => (await get<{ units: Unit[] }>("/v1/units")).units;

export const choices = ref<Partial<Record<Kind, Choice[]>>>({});

/** Whoever signs in next reads them for themselves. */
export const forgetChoices = (): void => void (choices.value = {});

/** Reads anew what the fields, and those within them, may be filled with. What may not be read is not suggested. */
export async function readChoices(fields: Field[]): Promise<void> {
  const kinds = new Set<Kind>();
  const collect = (each: Field): void => {
    const kind = kindOf(each);
    if (kind) kinds.add(kind);
    each.fields.forEach(collect);
  };
  fields.forEach(collect);
  await Promise.all([...kinds].map(async (kind) => (choices.value[kind] = await readers[kind]().catch(() => []))));
}
