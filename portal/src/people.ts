// Names of those who have an account, for pages that the server tells accounts alone.
import { reactive } from "vue";
import { get } from "./api";
import type { Person } from "./records";

const names = reactive(new Map<string, string>());

/** Read once; where they cannot be read, accounts stand for them. */
export async function readPeople(): Promise<void> {
  if (names.size) return;
  const { people } = await get<{ people: Person[] }>("/v1/directory").catch(() => ({ people: [] }));
  for (const person of people) names.set(person.account, person.name);
}

/** Whoever signs in next reads them for themselves. */
export const forgetPeople = (): void => names.clear();

export const nameOf = (account: string): string => names.get(account) ?? account;
